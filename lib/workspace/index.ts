export { getOverview } from "./get-overview";
export { listActivity } from "./list-activity";
export { listCompanies } from "./list-companies";
