import path from "node:path";
import { env } from "@/lib/env";
import type { StorageDriver } from "./driver";
import { LocalDriver } from "./local-driver";

export type {
  ByteRange,
  ContentDisposition,
  PutOptions,
  SignedUrlOptions,
  StorageDriver,
  StoredFile,
} from "./driver";
export { type FileRequest, serveFile } from "./serve";
export { tenantFolder } from "./tenant-folder";

let known: { folder: string; driver: StorageDriver } | undefined;

/** Where files live, as STORAGE_DRIVER says. */
export function storage(): StorageDriver {
  switch (env().STORAGE_DRIVER) {
    case "local": {
      const folder = path.resolve(env().DATA_DIR, "storage");
      if (known?.folder !== folder) known = { folder, driver: new LocalDriver(folder) };
      return known.driver;
    }
  }
}
