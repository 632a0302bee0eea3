import { redirect } from "next/navigation";
import { safePath } from "@/components/auth/safe-path";
import { SecondFactorForm } from "@/components/auth/second-factor-form";
import { readPendingPerson } from "@/lib/auth/session";

export const metadata = { title: "One more step" };

type SecondFactorPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SecondFactorPage({ searchParams }: SecondFactorPageProps) {
  const person = await readPendingPerson();
  if (!person) redirect("/auth/login");
  return <SecondFactorForm email={person.email} next={safePath((await searchParams).next)} />;
}
