import { LoginForm } from "@/components/auth/login-form";
import { oauthFault } from "@/components/auth/oauth-faults";
import { safePath } from "@/components/auth/safe-path";
import { signInProviders } from "@/lib/auth";

export const metadata = { title: "Log in" };

type Query = Record<"next" | "error" | "provider" | "email", string | string[] | undefined>;
type LoginPageProps = { searchParams: Promise<Query> };

const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next, error, provider, email } = await searchParams;
  return (
    <LoginForm
      next={safePath(next)}
      fault={oauthFault(one(error), one(provider))}
      email={one(email)}
      providers={signInProviders()}
    />
  );
}
