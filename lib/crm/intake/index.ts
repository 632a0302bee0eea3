export { type IntakeCaller, receiveForm, refuseForm } from "./receive-form";
