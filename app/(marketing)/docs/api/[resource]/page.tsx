import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperationCard } from "@/components/docs/operation-card";
import { slugOf } from "@/components/docs/resources";
import { apiDocument, operationsOf } from "@/lib/http/openapi";
import { viewOf } from "./view";

type Props = { params: Promise<{ resource: string }> };

const tagAt = (slug: string): string | undefined =>
  apiDocument().tags.find(({ name }) => slugOf(name) === slug)?.name;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const tag = tagAt((await params).resource);
  return tag === undefined ? {} : { title: `${tag} · API reference` };
}

export default async function ResourcePage({ params }: Props) {
  const tag = tagAt((await params).resource);
  if (tag === undefined) notFound();
  const document = apiDocument();
  const operations = operationsOf(document).filter(({ operation }) => operation.tags[0] === tag);
  return (
    <div className="flex flex-col gap-6">
      <h1 className="text-3xl font-semibold tracking-tight">{tag}</h1>
      {operations.map((listed) => (
        <OperationCard key={listed.operation.operationId} operation={viewOf(document, listed)} />
      ))}
    </div>
  );
}
