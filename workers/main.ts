import { constants, setPriority } from "node:os";
import { runProcess } from "./boot";
import { startWorker } from "./runtime";

// Where one machine carries everything, visitors' events and people's pages go first; jobs take what is left.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

runProcess(startWorker);
