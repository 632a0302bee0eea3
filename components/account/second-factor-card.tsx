"use client";

import { useState } from "react";
import { api } from "@/components/common/api-client";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AccountDto, SecondFactorSetup } from "@/lib/auth/schemas";
import { DisableForm } from "./disable-form";
import { ProveForm } from "./prove-form";
import { RecoveryCodesView } from "./recovery-codes-view";
import { SecondFactorSetupView } from "./second-factor-setup";
import { codesShape, setupShape } from "./shapes";
import { useRefreshAccount } from "./use-account";

type Step =
  | { name: "idle" | "prove" | "disable" | "renew" }
  | { name: "setup"; setup: SecondFactorSetup }
  | { name: "codes"; codes: readonly string[] };

const proof = (currentPassword: string | undefined) =>
  currentPassword === undefined ? {} : { currentPassword };

/** The second factor: off, being set up, or on with its recovery codes. */
export function SecondFactorCard({ account }: { account: AccountDto }) {
  const [step, setStep] = useState<Step>({ name: "idle" });
  const refresh = useRefreshAccount();
  const { enabledAt } = account.secondFactor;
  const idle = () => setStep({ name: "idle" });
  const showCodes = async (codes: readonly string[]) => {
    setStep({ name: "codes", codes });
    await refresh();
  };
  return (
    <Card>
      <CardHeader
        title="Second factor"
        actions={enabledAt ? <Badge tone="success">On</Badge> : <Badge>Off</Badge>}
      />
      <CardBody className="flex flex-col gap-4">
        {step.name === "idle" ? <Idle account={account} onStep={setStep} /> : null}
        {step.name === "prove" ? (
          <ProveForm
            hasPassword={account.hasPassword}
            label="Continue"
            onCancel={idle}
            onProve={async (password) => {
              const options = { workspaceId: null, shape: setupShape };
              setStep({
                name: "setup",
                setup: await api.post("/account/second-factor", proof(password), options),
              });
            }}
          />
        ) : null}
        {step.name === "setup" ? (
          <SecondFactorSetupView
            setup={step.setup}
            onDone={(codes) => void showCodes(codes)}
            onCancel={idle}
          />
        ) : null}
        {step.name === "codes" ? <RecoveryCodesView codes={step.codes} onDone={idle} /> : null}
        {step.name === "renew" ? (
          <>
            <p>Ten new codes are made, and the older ones stop working.</p>
            <ProveForm
              hasPassword={account.hasPassword}
              label="Make new codes"
              onCancel={idle}
              onProve={async (password) => {
                const options = { workspaceId: null, shape: codesShape };
                const made = await api.post(
                  "/account/second-factor/recovery-codes",
                  proof(password),
                  options,
                );
                await showCodes(made.recoveryCodes);
              }}
            />
          </>
        ) : null}
        {step.name === "disable" ? (
          <DisableForm
            hasPassword={account.hasPassword}
            onCancel={idle}
            onDone={() => {
              idle();
              void refresh();
            }}
          />
        ) : null}
      </CardBody>
    </Card>
  );
}

function Idle({ account, onStep }: { account: AccountDto; onStep: (step: Step) => void }) {
  const { enabledAt, recoveryCodesLeft: left } = account.secondFactor;
  if (!enabledAt)
    return (
      <>
        <p className="text-text-muted">
          With it a password alone opens nothing: every log-in asks for six digits that an app on your phone
          shows.
        </p>
        <Button className="self-start" onClick={() => onStep({ name: "prove" })}>
          Set it up
        </Button>
      </>
    );
  return (
    <>
      <p className="text-text-muted">
        Every log-in asks for a code of your authenticator app.{" "}
        <span className={left <= 3 ? "font-medium text-danger" : ""}>
          {left === 1 ? "1 recovery code is left." : `${left} recovery codes are left.`}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" onClick={() => onStep({ name: "renew" })}>
          New recovery codes
        </Button>
        <Button variant="secondary" onClick={() => onStep({ name: "disable" })}>
          Switch it off
        </Button>
      </div>
    </>
  );
}
