export { openWorker, type JobWorker, queueBackendName } from "./backend";
export {
  type AnyJob,
  defineJob,
  defineSchedule,
  defineSystemJob,
  type Job,
  type QueueName,
  QUEUES,
  type Schedule,
  type SystemJobCtx,
} from "./define";
export { noteQueueFault, queueFault } from "./queue-health";
export { closeQueues, queueOf, reopenQueues, runOptions } from "./enqueue";
