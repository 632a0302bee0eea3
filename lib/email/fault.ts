const REASON_CHARS_MAX = 300;

/** What a failed delivery means for the message. */
export interface DeliveryFault {
  /** retry: the server or the way to it; message: this message will never go; recipient: nothing will go to this address. */
  kind: "retry" | "message" | "recipient";
  reason: string;
}

const member = (error: unknown, name: string): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;

/**
 * Reads a delivery's error. Only a 5xx to RCPT TO speaks of the recipient, only one to DATA of the message (RFC 5321, 4.2.1 and
 * 4.3.2). A refused login, sender or connection is ours to mend, and the message waits for that.
 */
export function faultOf(error: unknown): DeliveryFault {
  const text = error instanceof Error ? error.message : String(error);
  const reason = text.replace(/\s+/g, " ").slice(0, REASON_CHARS_MAX);
  const code = member(error, "responseCode");
  const command = member(error, "command");
  const isPermanent = typeof code === "number" && code >= 500 && code <= 599;
  if (isPermanent && command === "RCPT TO") return { kind: "recipient", reason };
  if (isPermanent && command === "DATA") return { kind: "message", reason };
  return { kind: "retry", reason };
}
