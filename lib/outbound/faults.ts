import { AppError, badRequest } from "@/lib/errors";

const RETRY_AFTER_S = 30;

/** 400: this URL is not one that the product fetches, or what is there cannot be used. */
export const refused = (sentence: string): AppError => badRequest(sentence);

/** 503: the other side could not be reached or did not answer properly; a later try may work. */
export const unreachable = (sentence: string, cause?: unknown): AppError =>
  new AppError("unavailable", sentence, { retryAfterS: RETRY_AFTER_S, cause });
