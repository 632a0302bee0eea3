import { LoginForm } from "@/components/auth/login-form";
import { safePath } from "@/components/auth/safe-path";

export const metadata = { title: "Log in" };

type LoginPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: LoginPageProps) {
  return <LoginForm next={safePath((await searchParams).next)} />;
}
