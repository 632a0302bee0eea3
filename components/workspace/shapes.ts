/** Shapes of the API's answers, loaded with the first answer instead of with the page. */
const schemas = () => import("@/lib/workspace/schemas");

export const overviewShape = async () => (await schemas()).OverviewDto;
export const activityShape = async () => (await schemas()).ActivityFeed;
