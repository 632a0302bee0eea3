/** Shapes of the API's answers, loaded with the first answer instead of with the page. */
const schemas = () => import("@/lib/crm/schemas");

export const requestShape = async () => (await schemas()).RequestDto;
export const requestDetailShape = async () => (await schemas()).RequestDetail;
export const requestListShape = async () => (await schemas()).RequestList;
export const contactShape = async () => (await schemas()).ContactDto;
export const contactListShape = async () => (await schemas()).ContactList;
export const formShape = async () => (await schemas()).FormDto;
export const formListShape = async () => (await schemas()).FormList;
