import type { ReactNode } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Card } from "@/components/ui/card";
import { FieldTable, type FieldRow } from "./field-table";
import { MethodBadge } from "./method-badge";
import { Words } from "./words";

export type OperationView = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: (FieldRow & { place: string })[];
  body?: { fields: FieldRow[]; types: string };
  answer: { status: number; description: string; type?: string; fields: FieldRow[]; example: string };
  refusals: { status: number; description: string }[];
  curl: string;
};

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </div>
  );
}

/** One operation, whole: what it takes, what it answers, how it refuses. */
export function OperationCard({ operation }: { operation: OperationView }) {
  const { id, method, path, summary, description, parameters, body, answer, refusals, curl } = operation;
  return (
    <Card id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 target:border-accent">
      <div className="border-b border-border px-4 py-3">
        <h2 id={`${id}-title`} className="text-base font-semibold">
          <a href={`#${id}`} className="hover:underline">
            {summary}
          </a>
        </h2>
        <p className="mt-1 flex items-start gap-2">
          <MethodBadge method={method} />
          <code className="font-mono text-sm wrap-anywhere">{path}</code>
        </p>
      </div>
      <div className="flex flex-col gap-6 p-4">
        <p className="text-text-muted">
          <Words text={description} />
        </p>
        <CodeBlock code={curl} label="Request" copyLabel="Copy" />
        {parameters.length > 0 && (
          <Part title="Parameters">
            <FieldTable
              label={`Parameters of ${summary}`}
              rows={parameters.map(({ place, type, ...row }) => ({ ...row, type: `${type}, in ${place}` }))}
            />
          </Part>
        )}
        {body && (
          <Part title={`Body (${body.types})`}>
            {body.fields.length > 0 && <FieldTable label={`Body of ${summary}`} rows={body.fields} />}
          </Part>
        )}
        <Part title={`Answer ${answer.status}${answer.type ? ` (${answer.type})` : ""}`}>
          {answer.fields.length > 0 ? (
            <FieldTable label={`Answer of ${summary}`} rows={answer.fields} answer />
          ) : (
            <p className="text-text-muted">{answer.description}</p>
          )}
        </Part>
        {answer.example && (
          <details>
            <summary className="cursor-pointer text-sm font-medium">Example of an answer</summary>
            <pre
              className="mt-2 overflow-x-auto rounded-ui bg-surface-sunken p-3 font-mono text-xs leading-5"
              tabIndex={0}
            >
              <code>{answer.example}</code>
            </pre>
          </details>
        )}
        <details>
          <summary className="cursor-pointer text-sm font-medium">
            Refusals: {refusals.map(({ status }) => status).join(", ")}
          </summary>
          <ul className="mt-2 flex flex-col gap-1 text-sm text-text-muted">
            {refusals.map((refusal) => (
              <li key={refusal.status}>
                <span className="font-mono text-text">{refusal.status}</span>{" "}
                <Words text={refusal.description} />
              </li>
            ))}
          </ul>
        </details>
      </div>
    </Card>
  );
}
