/** Shapes of the API's answers, loaded with the first answer instead of with the page. */
const schemas = () => import("@/lib/tracking/replay/schemas");

export const replayListShape = async () => (await schemas()).ReplayList;
export const replayDetailShape = async () => (await schemas()).ReplayDetail;
