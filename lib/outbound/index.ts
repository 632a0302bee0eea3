export { fetchOutbound, type OutboundAnswer, type OutboundOptions } from "./fetch-outbound";
export { lookupTxt } from "./txt";
