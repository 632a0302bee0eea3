export * from "./app-error";
export { type ErrorCode, statusByCode } from "./codes";
export { isDatabaseAway } from "./database";
export { type Problem, toAppError, toInvalidParams, toProblem } from "./problem";
