export { listNotifications } from "./list-notifications";
export { markNotificationsRead } from "./mark-notifications-read";
