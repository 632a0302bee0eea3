/** Shapes of the API's answers, loaded with the first answer instead of with the page. */
const schemas = () => import("@/lib/notifications/schemas");

export const notificationListShape = async () => (await schemas()).NotificationList;
export const markReadShape = async () => (await schemas()).MarkNotificationsReadOutput;
