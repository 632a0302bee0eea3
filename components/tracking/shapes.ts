/** Shapes of the API's answers, loaded with the first answer instead of with the page. */
const schemas = () => import("@/lib/tracking/schemas");

export const siteShape = async () => (await schemas()).SiteDto;
export const siteListShape = async () => (await schemas()).SiteList;
export const dropsShape = async () => (await schemas()).DropsDto;
export const reportsShape = async () => (await schemas()).QueryReportsOutput;
