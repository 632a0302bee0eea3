import { type QueueName, queueOf, QUEUES, runOptions, type Schedule } from "@/lib/jobs";
import { schedules } from "@/lib/jobs/registry.generated";

let setOnce = false;

async function set(schedule: Schedule): Promise<void> {
  const { payload } = schedule.job.prepare(schedule.payload);
  const opts = { ...runOptions(schedule.job), removeOnComplete: { count: 20 } };
  const template = { name: schedule.job.name, data: payload, opts };
  await queueOf(schedule.job.queue).upsertJobScheduler(
    schedule.name,
    { every: schedule.everyMs() },
    template,
  );
}

/**
 * Makes the queue's schedules equal to the code's: adds and changes them, removes those that no code names any more.
 * Later calls only put back what is missing, as after a Redis that came back empty.
 */
export async function syncSchedules(): Promise<void> {
  const present = new Map<QueueName, Set<string>>();
  for (const queue of QUEUES) {
    const known = await queueOf(queue).getJobSchedulers(0, -1);
    present.set(queue, new Set(known.map(({ key }) => key)));
    for (const { key } of known) {
      if (!schedules.some((schedule) => schedule.name === key && schedule.job.queue === queue))
        await queueOf(queue).removeJobScheduler(key);
    }
  }
  for (const schedule of schedules) {
    if (!setOnce || !present.get(schedule.job.queue)?.has(schedule.name)) await set(schedule);
  }
  setOnce = true;
}
