import { RegisterForm } from "@/components/auth/register-form";
import { signInProviders } from "@/lib/auth";
import { PASSWORD_CHARS_MIN } from "@/lib/auth/schemas";

export const metadata = { title: "Create an account" };

type RegisterPageProps = { searchParams: Promise<{ email?: string | string[] }> };

export default async function RegisterPage({ searchParams }: RegisterPageProps) {
  const { email } = await searchParams;
  return (
    <RegisterForm
      passwordCharsMin={PASSWORD_CHARS_MIN}
      email={typeof email === "string" ? email : ""}
      providers={signInProviders()}
    />
  );
}
