import { type QueueName, queueOf, QUEUES, runOptions } from "@/lib/jobs";
import { schedules } from "@/lib/jobs/registry.generated";

/** Makes the queue's schedules equal to the code's: adds and changes them, removes those that no code names any more. */
export async function syncSchedules(): Promise<void> {
  const wanted = new Map<QueueName, Set<string>>(QUEUES.map((name) => [name, new Set<string>()]));
  for (const schedule of schedules) {
    const { payload } = schedule.job.prepare(schedule.payload);
    wanted.get(schedule.job.queue)?.add(schedule.name);
    const opts = { ...runOptions(schedule.job), removeOnComplete: { count: 20 } };
    await queueOf(schedule.job.queue).upsertJobScheduler(schedule.name, { every: schedule.everyMs() }, { name: schedule.job.name, data: Object(payload), opts });
  }
  for (const [name, keep] of wanted) {
    for (const { key } of await queueOf(name).getJobSchedulers(0, -1)) {
      if (!keep.has(key)) await queueOf(name).removeJobScheduler(key);
    }
  }
}
