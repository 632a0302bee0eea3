import { runProcess } from "./boot";
import { startWorker } from "./runtime";

runProcess(startWorker);
