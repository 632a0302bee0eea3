"use client";

import { useState } from "react";
import { leaveFor } from "@/components/auth/leave-for";
import { Notice } from "@/components/auth/notice";
import { ProviderMark } from "@/components/auth/provider-mark";
import { api } from "@/components/common/api-client";
import { messageOf } from "@/components/common/api-error";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { AccountDto, ConnectionDto } from "@/lib/auth/schemas";
import { ProveForm } from "./prove-form";
import { doneShape, linkShape } from "./shapes";
import { useRefreshAccount } from "./use-account";

const BACK = "/settings/profile";

export type ConnectionNews = { tone: "success" | "danger"; text: string } | undefined;

/** Other services that open this account. */
export function ConnectionsCard({ account, news }: { account: AccountDto; news: ConnectionNews }) {
  const [fault, setFault] = useState<string>();
  return (
    <Card>
      <CardHeader title="Connected accounts" />
      <CardBody className="flex flex-col gap-4">
        {fault ? (
          <Notice tone="danger">{fault}</Notice>
        ) : news ? (
          <Notice tone={news.tone}>{news.text}</Notice>
        ) : null}
        <ul className="flex flex-col divide-y divide-border">
          {account.connections.map((connection) => (
            <Connection
              key={connection.provider}
              connection={connection}
              hasPassword={account.hasPassword}
              onFault={setFault}
            />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function Connection({
  connection,
  hasPassword,
  onFault,
}: {
  connection: ConnectionDto;
  hasPassword: boolean;
  onFault: (fault: string | undefined) => void;
}) {
  const { provider, name, available, sandbox, email, connectedAt } = connection;
  const refresh = useRefreshAccount();
  const [pending, setPending] = useState(false);
  const [proving, setProving] = useState(false);
  const run = async (work: () => Promise<string | undefined>) => {
    setPending(true);
    onFault(undefined);
    try {
      const fault = await work();
      onFault(fault);
      if (fault) setPending(false);
    } catch (error) {
      onFault(messageOf(error));
      setPending(false);
    }
  };
  const connect = async (currentPassword: string | undefined) => {
    onFault(undefined);
    const proof = currentPassword === undefined ? {} : { currentPassword };
    await api.post(`/account/identities/${provider}`, proof, { workspaceId: null, shape: linkShape });
    onFault(await leaveFor(provider, BACK));
  };
  const disconnect = () =>
    run(async () => {
      await api.delete(`/account/identities/${provider}`, { workspaceId: null, shape: doneShape });
      await refresh();
      setPending(false);
      return undefined;
    });
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0">
      <div className="flex min-w-0 items-center gap-3">
        <ProviderMark id={provider} />
        <div className="min-w-0">
          <p className="font-medium">{sandbox ? `${name} (sandbox)` : name}</p>
          <p className="text-[0.8125rem] break-words text-text-muted">
            {connectedAt
              ? `Connected${email ? ` as ${email}` : ""}`
              : available
                ? "Not connected"
                : "Not set up on this server"}
          </p>
        </div>
      </div>
      {connectedAt ? (
        <Button variant="secondary" size="sm" pending={pending} onClick={() => void disconnect()}>
          {`Disconnect ${name}`}
        </Button>
      ) : available && !proving ? (
        <Button variant="secondary" size="sm" onClick={() => setProving(true)}>
          {`Connect ${name}`}
        </Button>
      ) : null}
      {proving ? (
        <div className="basis-full">
          <ProveForm
            hasPassword={hasPassword}
            label={`Go on to ${name}`}
            onCancel={() => setProving(false)}
            onProve={connect}
          />
        </div>
      ) : null}
    </li>
  );
}
