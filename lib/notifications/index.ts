export { listNotifications } from "./list-notifications";
export { markNotificationsRead } from "./mark-notifications-read";
export { type Notice, notifyMembers } from "./notify-members";
