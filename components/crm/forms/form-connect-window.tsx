"use client";

import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { Dialog } from "@/components/ui/dialog";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { FormDto } from "@/lib/crm/schemas";
import { htmlExample, jsonExample } from "./form-examples";

export type FormConnectWindowProps = { form: FormDto; open: boolean; onOpenChange: (open: boolean) => void };

/** How a website sends to this form: the address, and two examples to copy. */
export function FormConnectWindow({ form, open, onOpenChange }: FormConnectWindowProps) {
  const [example, setExample] = useState("html");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="lg"
      title={`Connect ${form.name}`}
      description="Send your website’s form to this address. On pages with our line, the visit is found by itself."
    >
      <div className="flex flex-col gap-5">
        <CodeBlock code={form.endpointUrl} label="Address" copyLabel="Copy the address" />
        <Tabs value={example} onValueChange={setExample}>
          <TabsList aria-label="Examples" className="mb-3 border-b border-border">
            <TabsTrigger value="html">HTML form</TabsTrigger>
            <TabsTrigger value="json">Script</TabsTrigger>
          </TabsList>
          <TabsContent value="html">
            <CodeBlock code={htmlExample(form)} label="Works without any script" copyLabel="Copy the form" />
          </TabsContent>
          <TabsContent value="json">
            <CodeBlock
              code={jsonExample(form)}
              label="JSON from a script of your own"
              copyLabel="Copy the script"
            />
          </TabsContent>
        </Tabs>
      </div>
    </Dialog>
  );
}
