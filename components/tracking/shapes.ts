/** Shapes of the API's answers, loaded with the first answer instead of with the page. */
const schemas = () => import("@/lib/tracking/schemas");

export const siteShape = async () => (await schemas()).SiteDto;
export const siteListShape = async () => (await schemas()).SiteList;
export const dropsShape = async () => (await schemas()).DropsDto;
export const reportsShape = async () => (await import("@/lib/tracking/report-schemas")).QueryReportsOutput;

const reportSchemas = () => import("@/lib/tracking/report-schemas");

export const goalShape = async () => (await reportSchemas()).GoalDto;
export const goalListShape = async () => (await reportSchemas()).GoalList;
export const funnelShape = async () => (await reportSchemas()).FunnelDto;
export const funnelListShape = async () => (await reportSchemas()).FunnelList;
export const savedViewShape = async () => (await reportSchemas()).SavedViewDto;
export const savedViewListShape = async () => (await reportSchemas()).SavedViewList;
export const annotationShape = async () => (await reportSchemas()).AnnotationDto;
export const annotationListShape = async () => (await reportSchemas()).AnnotationList;
export const liveShape = async () => (await reportSchemas()).LiveDto;
