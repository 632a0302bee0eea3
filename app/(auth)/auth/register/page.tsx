import { RegisterForm } from "@/components/auth/register-form";

export const metadata = { title: "Create an account" };

type RegisterPageProps = { searchParams: Promise<{ email?: string | string[] }> };

export default async function RegisterPage({ searchParams }: RegisterPageProps) {
  const { email } = await searchParams;
  return <RegisterForm email={typeof email === "string" ? email : ""} />;
}
