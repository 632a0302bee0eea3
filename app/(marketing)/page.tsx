import { SocialAuthButtons } from "@/components/auth/social-auth-buttons";
import { EmailStart } from "@/components/marketing/email-start";
import { HeroPreview } from "@/components/marketing/hero-preview";
import { HowItWorks } from "@/components/marketing/how-it-works";
import { Promises } from "@/components/marketing/promises";
import { signInProviders } from "@/lib/auth";

export default function LandingPage() {
  return (
    <>
      <section className="mx-auto grid w-full max-w-6xl gap-x-12 gap-y-12 px-5 pt-10 pb-20 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:items-center lg:pt-20">
        <div className="flex flex-col gap-6">
          <h1 className="text-4xl leading-[1.08] font-semibold tracking-[-0.035em] sm:text-[3.25rem]">
            See the visit behind every request
          </h1>
          <p className="max-w-lg text-lg leading-7 text-text-muted">
            Brand Automator counts the visitors of your website, shows where they come from, and puts each
            enquiry next to the pages its sender read. One line of code, live within seconds.
          </p>
          <div className="flex max-w-md flex-col gap-4">
            <EmailStart id="start" />
            <SocialAuthButtons providers={signInProviders()} next="/dashboard" or="above" />
          </div>
        </div>
        <HeroPreview />
      </section>
      <HowItWorks />
      <Promises />
      <section className="mx-auto flex w-full max-w-6xl flex-col gap-5 px-5 pt-24">
        <h2 className="text-2xl font-semibold tracking-tight">Start with your own website</h2>
        <EmailStart id="start-again" />
      </section>
    </>
  );
}
