<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AboutSection</name>
    <message>
        <source>About the program</source>
        <translation>About the program</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Stands on</source>
        <translation>Stands on</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>schema of the data {number}</source>
        <translation>schema of the data {number}</translation>
    </message>
</context>
<context>
    <name>AbsenceDialog</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>from</source>
        <translation>from</translation>
    </message>
    <message>
        <source>to, inclusive</source>
        <translation>to, inclusive</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Choose the person.</source>
        <translation>Choose the person.</translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation>The last day is before the first.</translation>
    </message>
</context>
<context>
    <name>AbsencesPage</name>
    <message>
        <source>typed here</source>
        <translation>typed here</translation>
    </message>
    <message>
        <source>calendar of the portal</source>
        <translation>calendar of the portal</translation>
    </message>
    <message>
        <source>Absences of the portal&apos;s calendar end there.</source>
        <translation>Absences of the portal&apos;s calendar end there.</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>Absence</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>To, inclusive</source>
        <translation>To, inclusive</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>Known from</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Absences</translation>
    </message>
    <message>
        <source>Everybody is here</source>
        <translation>Everybody is here</translation>
    </message>
    <message>
        <source>Absences of the portal&apos;s calendar appear by themselves. Type one here when the calendar does not know it: tasks then go to the deputy.</source>
        <translation>Absences of the portal&apos;s calendar appear by themselves. Type one here when the calendar does not know it: tasks then go to the deputy.</translation>
    </message>
</context>
<context>
    <name>AddressPage</name>
    <message>
        <source>Which outlet</source>
        <translation>Which outlet</translation>
    </message>
    <message>
        <source>Process and revision</source>
        <translation>Process and revision</translation>
    </message>
    <message>
        <source>Questions of the process</source>
        <translation>Questions of the process</translation>
    </message>
    <message>
        <source>{name} · revision {revision} of {day}</source>
        <translation>{name} · revision {revision} of {day}</translation>
    </message>
    <message>
        <source>{name} · revision {revision}</source>
        <translation>{name} · revision {revision}</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>{steps}. The draft cannot be launched until it is published</source>
        <translation>{steps}. The draft cannot be launched until it is published</translation>
    </message>
    <message>
        <source>fields of revision {revision}</source>
        <translation>fields of revision {revision}</translation>
    </message>
</context>
<context>
    <name>AlertsSection</name>
    <message>
        <source>Notifications</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Tell in the system tray what needs me</source>
        <translation>Tell in the system tray what needs me</translation>
    </message>
    <message>
        <source>Tell of decisions that are asked of others, too</source>
        <translation>Tell of decisions that are asked of others, too</translation>
    </message>
    <message>
        <source>View only: nothing can be changed from this window</source>
        <translation>View only: nothing can be changed from this window</translation>
    </message>
</context>
<context>
    <name>CalendarSection</name>
    <message numerus="yes">
        <source>%n working day(s) in {year}</source>
        <translation>
            <numerusform>%n working day in {year}</numerusform>
            <numerusform>%n working days in {year}</numerusform>
        </translation>
    </message>
    <message>
        <source>{days} by law, exceptions of the company: {own}</source>
        <translation>{days} by law, exceptions of the company: {own}</translation>
    </message>
    <message>
        <source>{year} is preliminary: its decree is not known</source>
        <translation>{year} is preliminary: its decree is not known</translation>
    </message>
    <message>
        <source>Working calendar</source>
        <translation>Working calendar</translation>
    </message>
    <message>
        <source>Russia; click a day to make it an exception</source>
        <translation>Russia; click a day to make it an exception</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>day off</translation>
    </message>
    <message>
        <source>holiday or moved day</source>
        <translation>holiday or moved day</translation>
    </message>
    <message>
        <source>working Saturday</source>
        <translation>working Saturday</translation>
    </message>
    <message>
        <source>exception: day off</source>
        <translation>exception: day off</translation>
    </message>
    <message>
        <source>exception: working</source>
        <translation>exception: working</translation>
    </message>
    <message>
        <source>Exceptions of the company</source>
        <translation>Exceptions of the company</translation>
    </message>
    <message>
        <source>effect on openings</source>
        <translation>effect on openings</translation>
    </message>
    <message>
        <source>There are none: dates are counted by the law alone.</source>
        <translation>There are none: dates are counted by the law alone.</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Rename</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>Change the kind</source>
        <translation>Change the kind</translation>
    </message>
    <message>
        <source>Its finish is the opening</source>
        <translation>Its finish is the opening</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Cut</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Insert a step</source>
        <translation>Insert a step</translation>
    </message>
    <message>
        <source>Delete the dependency</source>
        <translation>Delete the dependency</translation>
    </message>
    <message>
        <source>By name…</source>
        <translation>By name…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>Arrange automatically</source>
        <translation>Arrange automatically</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Duration: min, usual, max</source>
        <translation>Duration: min, usual, max</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Condition</translation>
    </message>
    <message>
        <source>F2 rename, Enter details, T next task</source>
        <translation>F2 rename, Enter details, T next task</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Approval</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>Confirmation</translation>
    </message>
    <message>
        <source>Milestone</source>
        <translation>Milestone</translation>
    </message>
</context>
<context>
    <name>ChangesModel</name>
    <message>
        <source>Added</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>What has changed</source>
        <translation>What has changed</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Opening</translation>
    </message>
</context>
<context>
    <name>ChangesPanel</name>
    <message>
        <source>Changes</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>{shown} of {whole}</source>
        <translation>{shown} of {whole}</translation>
    </message>
    <message>
        <source>dependencies are told with their steps</source>
        <translation>dependencies are told with their steps</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>Copy the table</translation>
    </message>
    <message>
        <source>Nothing differs</source>
        <translation>Nothing differs</translation>
    </message>
    <message>
        <source>Nothing is left by the filter</source>
        <translation>Nothing is left by the filter</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>Checklist</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>Add a line</translation>
    </message>
    <message>
        <source>Line of the checklist</source>
        <translation>Line of the checklist</translation>
    </message>
    <message>
        <source>What to tick off</source>
        <translation>What to tick off</translation>
    </message>
    <message>
        <source>Drag to move, or Alt+Up, Alt+Down</source>
        <translation>Drag to move, or Alt+Up, Alt+Down</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Remove the line</translation>
    </message>
</context>
<context>
    <name>ChecksPart</name>
    <message>
        <source>A result is required</source>
        <translation>A result is required</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Remind</translation>
    </message>
    <message>
        <source>wd before the deadline</source>
        <translation>wd before the deadline</translation>
    </message>
    <message>
        <source>Remind before the deadline, working days</source>
        <translation>Remind before the deadline, working days</translation>
    </message>
    <message>
        <source>then</source>
        <translation>then</translation>
    </message>
    <message>
        <source>Repeat the reminder</source>
        <translation>Repeat the reminder</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>wd</source>
        <translation>wd</translation>
    </message>
    <message>
        <source>tell</source>
        <translation>tell</translation>
    </message>
    <message>
        <source>Overdue, working days</source>
        <translation>Overdue, working days</translation>
    </message>
    <message>
        <source>Whom to tell</source>
        <translation>Whom to tell</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>every day</translation>
    </message>
    <message numerus="yes">
        <source>every %n wd</source>
        <translation>
            <numerusform>every %n wd</numerusform>
            <numerusform>every %n wd</numerusform>
        </translation>
    </message>
    <message>
        <source>Initiator</source>
        <translation>Initiator</translation>
    </message>
</context>
<context>
    <name>ConditionPart</name>
    <message>
        <source>Condition</source>
        <translation>Condition</translation>
    </message>
    <message>
        <source>always</source>
        <translation>always</translation>
    </message>
    <message>
        <source>Build the condition from the questions of the launch</source>
        <translation>Build the condition from the questions of the launch</translation>
    </message>
    <message>
        <source>all of these</source>
        <translation>all of these</translation>
    </message>
    <message>
        <source>any of these</source>
        <translation>any of these</translation>
    </message>
    <message>
        <source>Questions of the launch: {names}</source>
        <translation>Questions of the launch: {names}</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>How it is compared</source>
        <translation>How it is compared</translation>
    </message>
    <message>
        <source>With what</source>
        <translation>With what</translation>
    </message>
    <message>
        <source>Remove the comparison</source>
        <translation>Remove the comparison</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>several, with commas</source>
        <translation>several, with commas</translation>
    </message>
    <message>
        <source>is</source>
        <translation>is</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>is not</translation>
    </message>
    <message>
        <source>one of</source>
        <translation>one of</translation>
    </message>
    <message>
        <source>This condition has parts inside each other, or cannot be read: change it as text.</source>
        <translation>This condition has parts inside each other, or cannot be read: change it as text.</translation>
    </message>
    <message>
        <source>The launch asks nothing a condition could use.</source>
        <translation>The launch asks nothing a condition could use.</translation>
    </message>
    <message>
        <source>The step is done in every outlet.</source>
        <translation>The step is done in every outlet.</translation>
    </message>
    <message>
        <source>Add a comparison</source>
        <translation>Add a comparison</translation>
    </message>
    <message>
        <source>Questions of the launch…</source>
        <translation>Questions of the launch…</translation>
    </message>
</context>
<context>
    <name>ConnectPage</name>
    <message>
        <source>Portal {host}, user {user}</source>
        <translation>Portal {host}, user {user}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>The webhook lacks a required right</source>
        <translation>The webhook lacks a required right</translation>
    </message>
    <message>
        <source>Check the webhook first</source>
        <translation>Check the webhook first</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>administrator</translation>
    </message>
    <message>
        <source>not an administrator</source>
        <translation>not an administrator</translation>
    </message>
    <message>
        <source>in the name of {name}, {rank}</source>
        <translation>in the name of {name}, {rank}</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>The portal answers</source>
        <translation>The portal answers</translation>
    </message>
    <message>
        <source>The webhook works</source>
        <translation>The webhook works</translation>
    </message>
    <message numerus="yes">
        <source>%n employee(s)</source>
        <translation>
            <numerusform>%n employee</numerusform>
            <numerusform>%n employees</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n department(s)</source>
        <translation>
            <numerusform>%n department</numerusform>
            <numerusform>%n departments</numerusform>
        </translation>
    </message>
    <message>
        <source>People are read</source>
        <translation>People are read</translation>
    </message>
    <message>
        <source>Test of writing</source>
        <translation>Test of writing</translation>
    </message>
    <message>
        <source>after the rights are there</source>
        <translation>after the rights are there</translation>
    </message>
    <message>
        <source>makes one test task and deletes it</source>
        <translation>makes one test task and deletes it</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>under way</translation>
    </message>
    <message>
        <source>task {number} was made and deleted</source>
        <translation>task {number} was made and deleted</translation>
    </message>
    <message>
        <source>Connect my portal</source>
        <translation>Connect my portal</translation>
    </message>
    <message>
        <source>A portal administrator is needed. The address of the webhook is kept in the system&apos;s password store and never gets into the log.</source>
        <translation>A portal administrator is needed. The address of the webhook is kept in the system&apos;s password store and never gets into the log.</translation>
    </message>
    <message>
        <source>Create an inbound webhook</source>
        <translation>Create an inbound webhook</translation>
    </message>
    <message>
        <source>Paste its address</source>
        <translation>Paste its address</translation>
    </message>
    <message>
        <source>Its rights</source>
        <translation>Its rights</translation>
    </message>
    <message>
        <source>Check of the connection</source>
        <translation>Check of the connection</translation>
    </message>
    <message>
        <source>On the portal: Developer resources → Other → Inbound webhook. Rights: tasks, projects, users, company structure, chat, chat bots.</source>
        <translation>On the portal: Developer resources → Other → Inbound webhook. Rights: tasks, projects, users, company structure, chat, chat bots.</translation>
    </message>
    <message>
        <source>Webhook address</source>
        <translation>Webhook address</translation>
    </message>
    <message>
        <source>Show for 10 seconds</source>
        <translation>Show for 10 seconds</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Copy the list</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>Try writing again</source>
        <translation>Try writing again</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>Stop the check</translation>
    </message>
    <message>
        <source>Until the first launch the program only reads the portal, but for the test task.</source>
        <translation>Until the first launch the program only reads the portal, but for the test task.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Connect</translation>
    </message>
</context>
<context>
    <name>ConnectPlace</name>
    <message>
        <source>Another portal</source>
        <translation>Another portal</translation>
    </message>
</context>
<context>
    <name>ConnectRows</name>
    <message>
        <source>Tasks: create, assign, close</source>
        <translation>Tasks: create, assign, close</translation>
    </message>
    <message>
        <source>Notes in the chat of a task (REST 3.0)</source>
        <translation>Notes in the chat of a task (REST 3.0)</translation>
    </message>
    <message>
        <source>Projects: create one named by the address</source>
        <translation>Projects: create one named by the address</translation>
    </message>
    <message>
        <source>Employees and whether they still work</source>
        <translation>Employees and whether they still work</translation>
    </message>
    <message>
        <source>Company structure</source>
        <translation>Company structure</translation>
    </message>
    <message>
        <source>Chat: heads of departments</source>
        <translation>Chat: heads of departments</translation>
    </message>
    <message>
        <source>Bot: buttons of a decision in the director&apos;s phone</source>
        <translation>Bot: buttons of a decision in the director&apos;s phone</translation>
    </message>
    <message>
        <source>Absences and who stands in</source>
        <translation>Absences and who stands in</translation>
    </message>
    <message>
        <source>granted</source>
        <translation>granted</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>missing, optional</source>
        <translation>missing, optional</translation>
    </message>
</context>
<context>
    <name>ContextPad</name>
    <message>
        <source>Next: {kind}</source>
        <translation>Next: {kind}</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Change the kind</source>
        <translation>Change the kind</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>step and %n dependency(ies)</source>
        <translation>
            <numerusform>step and %n dependency</numerusform>
            <numerusform>step and %n dependencies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>The program stumbled</source>
        <translation>The program stumbled</translation>
    </message>
    <message>
        <source>What was being done may be unfinished; the outlets go on. Send this report to whoever looks after the program: it holds no secrets.</source>
        <translation>What was being done may be unfinished; the outlets go on. Send this report to whoever looks after the program: it holds no secrets.</translation>
    </message>
    <message>
        <source>It is kept in {file}</source>
        <translation>It is kept in {file}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copy the report</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>cannot be read</source>
        <translation>cannot be read</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>checked</translation>
    </message>
    <message>
        <source>made by hand, checked</source>
        <translation>made by hand, checked</translation>
    </message>
    <message>
        <source>before a restore, checked</source>
        <translation>before a restore, checked</translation>
    </message>
    <message>
        <source>before an update, checked</source>
        <translation>before an update, checked</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s)</source>
        <translation>
            <numerusform>%n outlet</numerusform>
            <numerusform>%n outlets</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore {moment}…</source>
        <translation>Restore {moment}…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Restore…</translation>
    </message>
    <message>
        <source>After a restore the engine first reads the portal and creates nothing for {seconds} s.</source>
        <translation>After a restore the engine first reads the portal and creates nothing for {seconds} s.</translation>
    </message>
    <message>
        <source>Data and copies</source>
        <translation>Data and copies</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Open the folder</translation>
    </message>
    <message>
        <source>A copy every day, the last 14 are kept</source>
        <translation>A copy every day, the last 14 are kept</translation>
    </message>
    <message>
        <source>Before an update of the data a copy is always made. Each copy is checked by opening it.</source>
        <translation>Before an update of the data a copy is always made. Each copy is checked by opening it.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>What is inside</source>
        <translation>What is inside</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>Copies of the data</source>
        <translation>Copies of the data</translation>
    </message>
    <message>
        <source>Make one now</source>
        <translation>Make one now</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>Withdraw “{address}”?</source>
        <translation>Withdraw “{address}”?</translation>
    </message>
    <message>
        <source>The decision task is deferred with the reason, nothing more is opened. The history stays; the outlet cannot be brought back, only launched anew.</source>
        <translation>The decision task is deferred with the reason, nothing more is opened. The history stays; the outlet cannot be brought back, only launched anew.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Withdraw</translation>
    </message>
</context>
<context>
    <name>DecisionNext</name>
    <message>
        <source>On the portal there is nothing but the closed decision task. The rounds stay in the history.</source>
        <translation>On the portal there is nothing but the closed decision task. The rounds stay in the history.</translation>
    </message>
    <message>
        <source>What stays</source>
        <translation>What stays</translation>
    </message>
    <message>
        <source>The outlet is in the archive with its history. No project was created.</source>
        <translation>The outlet is in the archive with its history. No project was created.</translation>
    </message>
    <message>
        <source>Open tasks are deferred with the reason, the project is archived, nothing is deleted.</source>
        <translation>Open tasks are deferred with the reason, the project is archived, nothing is deleted.</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>What comes next</translation>
    </message>
    <message>
        <source>the project and its first tasks are created</source>
        <translation>the project and its first tasks are created</translation>
    </message>
    <message>
        <source>the form opens again with the director&apos;s words</source>
        <translation>the form opens again with the director&apos;s words</translation>
    </message>
    <message>
        <source>earlier steps are opened in a new round</source>
        <translation>earlier steps are opened in a new round</translation>
    </message>
    <message>
        <source>the outlet goes to the archive, no project</source>
        <translation>the outlet goes to the archive, no project</translation>
    </message>
    <message>
        <source> and then every working day</source>
        <translation> and then every working day</translation>
    </message>
    <message>
        <source> and then every {days}</source>
        <translation> and then every {days}</translation>
    </message>
    <message>
        <source>The engine reminds on {day} at {time}{every}.</source>
        <translation>The engine reminds on {day} at {time}{every}.</translation>
    </message>
    <message>
        <source>A decision after {day} moves the opening.</source>
        <translation>A decision after {day} moves the opening.</translation>
    </message>
    <message>
        <source>Where time can be saved</source>
        <translation>Where time can be saved</translation>
    </message>
    <message>
        <source>P80 {day}</source>
        <translation>P80 {day}</translation>
    </message>
    <message>
        <source>{p80}, chance {chance}</source>
        <translation>{p80}, chance {chance}</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>Open the form with this start</source>
        <translation>Open the form with this start</translation>
    </message>
    <message>
        <source>The chance is of {day}.</source>
        <translation>The chance is of {day}.</translation>
    </message>
    <message>
        <source>Start on {day}</source>
        <translation>Start on {day}</translation>
    </message>
    <message>
        <source>“{step}” in {days}</source>
        <translation>“{step}” in {days}</translation>
    </message>
    <message>
        <source>Both steps shorter</source>
        <translation>Both steps shorter</translation>
    </message>
    <message>
        <source>First tasks</source>
        <translation>First tasks</translation>
    </message>
    <message>
        <source>The engine is opening them</source>
        <translation>The engine is opening them</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>due {day}</translation>
    </message>
</context>
<context>
    <name>DecisionPage</name>
    <message>
        <source>Reason, for sending back and rejecting</source>
        <translation>Reason, for sending back and rejecting</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Try again now; what is there already is kept and not made twice</source>
        <translation>Try again now; what is there already is kept and not made twice</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Sending…</translation>
    </message>
    <message>
        <source>Reason, in the words of {name}</source>
        <translation>Reason, in the words of {name}</translation>
    </message>
    <message>
        <source>project “{address}”</source>
        <translation>project “{address}”</translation>
    </message>
    <message>
        <source>Created {done} of {total}, next: {what}</source>
        <translation>Created {done} of {total}, next: {what}</translation>
    </message>
    <message>
        <source>What was created is kept: {done} of {total}.</source>
        <translation>What was created is kept: {done} of {total}.</translation>
    </message>
    <message>
        <source>The engine cannot go on by itself</source>
        <translation>The engine cannot go on by itself</translation>
    </message>
    <message>
        <source>Waiting for the decision: {name}</source>
        <translation>Waiting for the decision: {name}</translation>
    </message>
    <message>
        <source>Approved, the project is being created</source>
        <translation>Approved, the project is being created</translation>
    </message>
    <message>
        <source>Approved, the project “{address}” is created</source>
        <translation>Approved, the project “{address}” is created</translation>
    </message>
    <message>
        <source>Sent back for rework</source>
        <translation>Sent back for rework</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Rejected</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>{address}. The outlet is in the portfolio already.</source>
        <translation>{address}. The outlet is in the portfolio already.</translation>
    </message>
    <message>
        <source>Sent on {when}. {rest}</source>
        <translation>Sent on {when}. {rest}</translation>
    </message>
    <message>
        <source>{address}. Nothing more will be opened.</source>
        <translation>{address}. Nothing more will be opened.</translation>
    </message>
    <message>
        <source>{name} answered on {when}.</source>
        <translation>{name} answered on {when}.</translation>
    </message>
    <message>
        <source>{name} answered on {when}. {address}.</source>
        <translation>{name} answered on {when}. {address}.</translation>
    </message>
    <message>
        <source>Answer for the director</source>
        <translation>Answer for the director</translation>
    </message>
    <message>
        <source>Only in the demo: the answer goes over the portal like a tap of the director.</source>
        <translation>Only in the demo: the answer goes over the portal like a tap of the director.</translation>
    </message>
    <message>
        <source>The decision task is being created on the portal.</source>
        <translation>The decision task is being created on the portal.</translation>
    </message>
    <message>
        <source>What the director sees</source>
        <translation>What the director sees</translation>
    </message>
    <message>
        <source>Write the reason: the initiator will read it</source>
        <translation>Write the reason: the initiator will read it</translation>
    </message>
</context>
<context>
    <name>DecisionTimeline</name>
    <message>
        <source>by a button in the chat or by closing the task (tick its checklist); the first answer counts</source>
        <translation>by a button in the chat or by closing the task (tick its checklist); the first answer counts</translation>
    </message>
    <message>
        <source>by closing the task (tick its checklist)</source>
        <translation>by closing the task (tick its checklist)</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>round {number}: a new task and a new message</source>
        <translation>round {number}: a new task and a new message</translation>
    </message>
    <message>
        <source>Correct and send again</source>
        <translation>Correct and send again</translation>
    </message>
    <message>
        <source>round {number}</source>
        <translation>round {number}</translation>
    </message>
    <message>
        <source>revision {revision}</source>
        <translation>revision {revision}</translation>
    </message>
    <message>
        <source>Sent to the director</source>
        <translation>Sent to the director</translation>
    </message>
    <message>
        <source>Task “{title}”</source>
        <translation>Task “{title}”</translation>
    </message>
    <message>
        <source>on the portal, № {number}</source>
        <translation>on the portal, № {number}</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>due {day}</translation>
    </message>
    <message>
        <source>The bot wrote into the chat</source>
        <translation>The bot wrote into the chat</translation>
    </message>
    <message>
        <source>Reminded</source>
        <translation>Reminded</translation>
    </message>
    <message>
        <source>Project created on the portal</source>
        <translation>Project created on the portal</translation>
    </message>
    <message>
        <source>The opening is closed</source>
        <translation>The opening is closed</translation>
    </message>
</context>
<context>
    <name>DelayDialog</name>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Something else</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>In your own words</translation>
    </message>
</context>
<context>
    <name>DelayPanel</name>
    <message>
        <source>Hide</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>Why the delay</source>
        <translation>Why the delay</translation>
    </message>
    <message>
        <source>What the date is made of</source>
        <translation>What the date is made of</translation>
    </message>
    <message>
        <source>opening {shift}</source>
        <translation>opening {shift}</translation>
    </message>
    <message>
        <source>Parts of the driving chain, working days</source>
        <translation>Parts of the driving chain, working days</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>Spread of estimates</source>
        <translation>Spread of estimates</translation>
    </message>
    <message>
        <source>Shift of the opening</source>
        <translation>Shift of the opening</translation>
    </message>
    <message>
        <source>Shift of the opening, P50</source>
        <translation>Shift of the opening, P50</translation>
    </message>
    <message>
        <source>What holds it now</source>
        <translation>What holds it now</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Remind</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Hand over…</translation>
    </message>
    <message>
        <source>Task on the portal</source>
        <translation>Task on the portal</translation>
    </message>
    <message>
        <source>Forecast of the opening</source>
        <translation>Forecast of the opening</translation>
    </message>
    <message>
        <source>{trials} trials</source>
        <translation>{trials} trials</translation>
    </message>
    <message>
        <source>Steps are taken as independent of each other</source>
        <translation>Steps are taken as independent of each other</translation>
    </message>
</context>
<context>
    <name>Dependencies</name>
    <message>
        <source>Dependencies</source>
        <translation>Dependencies</translation>
    </message>
    <message>
        <source>Join to another step</source>
        <translation>Join to another step</translation>
    </message>
    <message>
        <source>Joined to no other step</source>
        <translation>Joined to no other step</translation>
    </message>
    <message>
        <source>After</source>
        <translation>After</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>Opens</translation>
    </message>
    <message>
        <source>Wait after the earlier step, working days</source>
        <translation>Wait after the earlier step, working days</translation>
    </message>
    <message>
        <source>Remove the dependency</source>
        <translation>Remove the dependency</translation>
    </message>
</context>
<context>
    <name>DescriptionPart</name>
    <message>
        <source>Description</source>
        <translation>Description</translation>
    </message>
    <message>
        <source>Put in a fact of the outlet</source>
        <translation>Put in a fact of the outlet</translation>
    </message>
    <message>
        <source>What to do and what counts as done</source>
        <translation>What to do and what counts as done</translation>
    </message>
    <message>
        <source>10 Lenin St</source>
        <translation>10 Lenin St</translation>
    </message>
    <message>
        <source>Samara</source>
        <translation>Samara</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Target date of the opening</source>
        <translation>Target date of the opening</translation>
    </message>
    <message>
        <source>For an outlet it reads like this</source>
        <translation>For an outlet it reads like this</translation>
    </message>
</context>
<context>
    <name>DiagnosticsSection</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostics</translation>
    </message>
    <message>
        <source>A file for whoever helps you: versions, settings, errors, the last lines of the log, counts. It holds no webhook and no data base; outlets and people are named in it.</source>
        <translation>A file for whoever helps you: versions, settings, errors, the last lines of the log, counts. It holds no webhook and no data base; outlets and people are named in it.</translation>
    </message>
    <message>
        <source>Write the file…</source>
        <translation>Write the file…</translation>
    </message>
    <message>
        <source>Problems in the log</source>
        <translation>Problems in the log</translation>
    </message>
</context>
<context>
    <name>DraftsMenu</name>
    <message>
        <source>Drafts</source>
        <translation>Drafts</translation>
    </message>
    <message>
        <source>New form</source>
        <translation>New form</translation>
    </message>
    <message>
        <source>Delete this draft</source>
        <translation>Delete this draft</translation>
    </message>
    <message>
        <source>without an address</source>
        <translation>without an address</translation>
    </message>
    <message>
        <source>{address} (sent back)</source>
        <translation>{address} (sent back)</translation>
    </message>
</context>
<context>
    <name>EditCommands</name>
    <message>
        <source>Put a step into a dependency</source>
        <translation>Put a step into a dependency</translation>
    </message>
    <message>
        <source>Add a task</source>
        <translation>Add a task</translation>
    </message>
    <message>
        <source>Add an approval</source>
        <translation>Add an approval</translation>
    </message>
    <message>
        <source>Add a confirmation</source>
        <translation>Add a confirmation</translation>
    </message>
    <message>
        <source>Add a milestone</source>
        <translation>Add a milestone</translation>
    </message>
    <message>
        <source>Add a dependency</source>
        <translation>Add a dependency</translation>
    </message>
    <message>
        <source>Move a dependency</source>
        <translation>Move a dependency</translation>
    </message>
    <message>
        <source>Rename a step</source>
        <translation>Rename a step</translation>
    </message>
    <message>
        <source>Change the kind</source>
        <translation>Change the kind</translation>
    </message>
    <message>
        <source>Set the goal</source>
        <translation>Set the goal</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n step(s)</source>
        <translation>
            <numerusform>Delete %n step</numerusform>
            <numerusform>Delete %n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete a dependency</source>
        <translation>Delete a dependency</translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n step(s)</source>
        <translation>
            <numerusform>Duplicate %n step</numerusform>
            <numerusform>Duplicate %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n step(s)</source>
        <translation>
            <numerusform>Move %n step</numerusform>
            <numerusform>Move %n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>Make room</source>
        <translation>Make room</translation>
    </message>
    <message>
        <source>Close a gap</source>
        <translation>Close a gap</translation>
    </message>
    <message>
        <source>Align the steps</source>
        <translation>Align the steps</translation>
    </message>
    <message>
        <source>Distribute the steps</source>
        <translation>Distribute the steps</translation>
    </message>
    <message>
        <source>Arrange automatically</source>
        <translation>Arrange automatically</translation>
    </message>
    <message numerus="yes">
        <source>Paste %n step(s)</source>
        <translation>
            <numerusform>Paste %n step</numerusform>
            <numerusform>Paste %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditorBar</name>
    <message>
        <source>Compare with v{number}</source>
        <translation>Compare with v{number}</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Revisions</translation>
    </message>
</context>
<context>
    <name>EditorWords</name>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Approval</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>Confirmation</translation>
    </message>
    <message>
        <source>Milestone</source>
        <translation>Milestone</translation>
    </message>
    <message>
        <source>text</source>
        <translation>text</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>whole number</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>sum</translation>
    </message>
    <message>
        <source>date</source>
        <translation>date</translation>
    </message>
    <message>
        <source>one of a list</source>
        <translation>one of a list</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>yes or no</translation>
    </message>
    <message>
        <source>file</source>
        <translation>file</translation>
    </message>
</context>
<context>
    <name>FieldDialog</name>
    <message>
        <source>Data of the confirmation</source>
        <translation>Data of the confirmation</translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation>Not chosen</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Attach the file to the task on the portal</source>
        <translation>Attach the file to the task on the portal</translation>
    </message>
    <message>
        <source>The file is on the task</source>
        <translation>The file is on the task</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>This value does not fit. For example: %1</source>
        <translation>This value does not fit. For example: %1</translation>
    </message>
</context>
<context>
    <name>FilesPlace</name>
    <message>
        <source>Reading the process…</source>
        <translation>Reading the process…</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Open a file</translation>
    </message>
    <message>
        <source>Open a process file</source>
        <translation>Open a process file</translation>
    </message>
    <message>
        <source>Save the process to a file</source>
        <translation>Save the process to a file</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Processes</translation>
    </message>
    <message>
        <source>New process</source>
        <translation>New process</translation>
    </message>
    <message>
        <source>Rename the process</source>
        <translation>Rename the process</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Address, city, person</source>
        <translation>Address, city, person</translation>
    </message>
    <message>
        <source>Filter by words</source>
        <translation>Filter by words</translation>
    </message>
    <message>
        <source>by attention</source>
        <translation>by attention</translation>
    </message>
    <message>
        <source>by region</source>
        <translation>by region</translation>
    </message>
    <message>
        <source>by process</source>
        <translation>by process</translation>
    </message>
    <message>
        <source>no groups</source>
        <translation>no groups</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Quarter</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>View</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>Selected outlet</source>
        <translation>Selected outlet</translation>
    </message>
    <message>
        <source>Expand all outlets</source>
        <translation>Expand all outlets</translation>
    </message>
    <message>
        <source>Collapse all outlets</source>
        <translation>Collapse all outlets</translation>
    </message>
    <message>
        <source>Columns and order…</source>
        <translation>Columns and order…</translation>
    </message>
    <message>
        <source>Usual order of rows</source>
        <translation>Usual order of rows</translation>
    </message>
    <message>
        <source>Notifications of what needs me</source>
        <translation>Notifications of what needs me</translation>
    </message>
    <message>
        <source>Tell of decisions of others, too</source>
        <translation>Tell of decisions of others, too</translation>
    </message>
    <message>
        <source>View only (for managers)</source>
        <translation>View only (for managers)</translation>
    </message>
    <message>
        <source>Group: attention</source>
        <translation>Group: attention</translation>
    </message>
    <message>
        <source>Group: region</source>
        <translation>Group: region</translation>
    </message>
    <message>
        <source>Group: process</source>
        <translation>Group: process</translation>
    </message>
    <message>
        <source>Group: stage</source>
        <translation>Group: stage</translation>
    </message>
    <message>
        <source>Group: director</source>
        <translation>Group: director</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>No groups</translation>
    </message>
    <message numerus="yes">
        <source>updated: %n</source>
        <translation>
            <numerusform>updated: %n</numerusform>
            <numerusform>updated: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Put the rows in order</source>
        <translation>Put the rows in order</translation>
    </message>
</context>
<context>
    <name>FindBox</name>
    <message>
        <source>nothing</source>
        <translation>nothing</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} of {count}</translation>
    </message>
    <message>
        <source>Step, number or role</source>
        <translation>Step, number or role</translation>
    </message>
    <message>
        <source>Connect with: step, number or role</source>
        <translation>Connect with: step, number or role</translation>
    </message>
    <message>
        <source>Find a step</source>
        <translation>Find a step</translation>
    </message>
    <message>
        <source>Connect with a step</source>
        <translation>Connect with a step</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Open a process</source>
        <translation>Open a process</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Outlet openings</source>
        <translation>Outlet openings</translation>
    </message>
    <message>
        <source>The opening process, dates and people on one screen. Tasks live on your Bitrix24 portal.</source>
        <translation>The opening process, dates and people on one screen. Tasks live on your Bitrix24 portal.</translation>
    </message>
    <message>
        <source>Open the demo portal</source>
        <translation>Open the demo portal</translation>
    </message>
    <message>
        <source>17 outlets, 53 people, works offline</source>
        <translation>17 outlets, 53 people, works offline</translation>
    </message>
    <message>
        <source>Connect my portal</source>
        <translation>Connect my portal</translation>
    </message>
    <message>
        <source>Inbound webhook, about 3 minutes</source>
        <translation>Inbound webhook, about 3 minutes</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Open a file</translation>
    </message>
    <message>
        <source>Process *.outlet.json</source>
        <translation>Process *.outlet.json</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Demo portal</source>
        <translation>Demo portal</translation>
    </message>
    <message>
        <source>A portal of its own on this computer: 53 people who take tasks, are late, fall ill and answer the bot. The engine opens 17 outlets on it with the same process as on a real portal. Preparing takes about a minute; nothing leaves this computer.</source>
        <translation>A portal of its own on this computer: 53 people who take tasks, are late, fall ill and answer the bot. The engine opens 17 outlets on it with the same process as on a real portal. Preparing takes about a minute; nothing leaves this computer.</translation>
    </message>
    <message>
        <source>Process from a file</source>
        <translation>Process from a file</translation>
    </message>
    <message>
        <source>Look at a process and draw on it without a portal. It can be connected later: roles get their people then.</source>
        <translation>Look at a process and draw on it without a portal. It can be connected later: roles get their people then.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Choose a file…</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Next: schedule and people</source>
        <translation>Next: schedule and people</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Keep the draft</source>
        <translation>Keep the draft</translation>
    </message>
    <message>
        <source>Send to the director</source>
        <translation>Send to the director</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Remind</translation>
    </message>
    <message>
        <source>Task on the portal</source>
        <translation>Task on the portal</translation>
    </message>
    <message>
        <source>Project on the portal</source>
        <translation>Project on the portal</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>Withdraw…</translation>
    </message>
    <message>
        <source>To the portfolio</source>
        <translation>To the portfolio</translation>
    </message>
    <message>
        <source>Correct and send again</source>
        <translation>Correct and send again</translation>
    </message>
    <message>
        <source>Open the outlet</source>
        <translation>Open the outlet</translation>
    </message>
    <message>
        <source>Remind now, at most once a day</source>
        <translation>Remind now, at most once a day</translation>
    </message>
</context>
<context>
    <name>FormHistory</name>
    <message>
        <source>Address “{value}”</source>
        <translation>Address “{value}”</translation>
    </message>
    <message>
        <source>City “{value}”</source>
        <translation>City “{value}”</translation>
    </message>
    <message>
        <source>Region “{value}”</source>
        <translation>Region “{value}”</translation>
    </message>
    <message>
        <source>Start {day}</source>
        <translation>Start {day}</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>by default</translation>
    </message>
    <message>
        <source>Target date {day}</source>
        <translation>Target date {day}</translation>
    </message>
    <message>
        <source>Count from the target</source>
        <translation>Count from the target</translation>
    </message>
    <message>
        <source>Count from the start</source>
        <translation>Count from the start</translation>
    </message>
    <message>
        <source>Process and revision</source>
        <translation>Process and revision</translation>
    </message>
    <message>
        <source>as the roles say</source>
        <translation>as the roles say</translation>
    </message>
    <message>
        <source>{title}: no answer</source>
        <translation>{title}: no answer</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>GanttView</name>
    <message>
        <source>Assignee</source>
        <translation>Assignee</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Actual</source>
        <translation>Actual</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Forecast</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Deviation</translation>
    </message>
    <message>
        <source>Slack</source>
        <translation>Slack</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Double click: the task on the portal</source>
        <translation>Double click: the task on the portal</translation>
    </message>
</context>
<context>
    <name>GroupBar</name>
    <message>
        <source>Align left</source>
        <translation>Align left</translation>
    </message>
    <message>
        <source>Align the middles in a column</source>
        <translation>Align the middles in a column</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>Align right</translation>
    </message>
    <message>
        <source>Align top</source>
        <translation>Align top</translation>
    </message>
    <message>
        <source>Align the middles in a row</source>
        <translation>Align the middles in a row</translation>
    </message>
    <message>
        <source>Align bottom</source>
        <translation>Align bottom</translation>
    </message>
    <message>
        <source>Distribute horizontally</source>
        <translation>Distribute horizontally</translation>
    </message>
    <message>
        <source>Distribute vertically</source>
        <translation>Distribute vertically</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>{by} in place of {name}</source>
        <translation>{by} in place of {name}</translation>
    </message>
    <message>
        <source>{by} takes over: {done} of {all} tasks have moved.</source>
        <translation>{by} takes over: {done} of {all} tasks have moved.</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>Processes</source>
        <translation>Processes</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Another process</source>
        <translation>Another process</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Simulated opening dates</source>
        <translation>Simulated opening dates</translation>
    </message>
    <message>
        <source>by schedule</source>
        <translation>by schedule</translation>
    </message>
    <message>
        <source>target</source>
        <translation>target</translation>
    </message>
    <message>
        <source>{day}: {share} % of trials; {until} % by then</source>
        <translation>{day}: {share} % of trials; {until} % by then</translation>
    </message>
</context>
<context>
    <name>HoursRow</name>
    <message>
        <source>Write the time like this: 9:00</source>
        <translation>Write the time like this: 9:00</translation>
    </message>
    <message>
        <source>Deadlines are set at {end} of the portal&apos;s time{zone}.</source>
        <translation>Deadlines are set at {end} of the portal&apos;s time{zone}.</translation>
    </message>
    <message>
        <source>Reminders, questions and the morning digest come from {start} to {end} of working days.</source>
        <translation>Reminders, questions and the morning digest come from {start} to {end} of working days.</translation>
    </message>
    <message>
        <source>Kaliningrad</source>
        <translation>Kaliningrad</translation>
    </message>
    <message>
        <source>Moscow</source>
        <translation>Moscow</translation>
    </message>
    <message>
        <source>Samara</source>
        <translation>Samara</translation>
    </message>
    <message>
        <source>Yekaterinburg</source>
        <translation>Yekaterinburg</translation>
    </message>
    <message>
        <source>Omsk</source>
        <translation>Omsk</translation>
    </message>
    <message>
        <source>Krasnoyarsk</source>
        <translation>Krasnoyarsk</translation>
    </message>
    <message>
        <source>Irkutsk</source>
        <translation>Irkutsk</translation>
    </message>
    <message>
        <source>Yakutsk</source>
        <translation>Yakutsk</translation>
    </message>
    <message>
        <source>Vladivostok</source>
        <translation>Vladivostok</translation>
    </message>
    <message>
        <source>Magadan</source>
        <translation>Magadan</translation>
    </message>
    <message>
        <source>Kamchatka</source>
        <translation>Kamchatka</translation>
    </message>
    <message>
        <source>Start of the working day</source>
        <translation>Start of the working day</translation>
    </message>
    <message>
        <source>End of the working day</source>
        <translation>End of the working day</translation>
    </message>
    <message>
        <source>As on the portal: {hours}</source>
        <translation>As on the portal: {hours}</translation>
    </message>
</context>
<context>
    <name>ImpactPanel</name>
    <message>
        <source>Odds of the opening date</source>
        <translation>Odds of the opening date</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s) stay on revision {number}</source>
        <translation>
            <numerusform>%n outlet stays on revision {number}</numerusform>
            <numerusform>%n outlets stay on revision {number}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody gets more or fewer steps</source>
        <translation>Nobody gets more or fewer steps</translation>
    </message>
    <message>
        <source>A new outlet that starts on</source>
        <translation>A new outlet that starts on</translation>
    </message>
    <message>
        <source>By schedule</source>
        <translation>By schedule</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>Critical path</translation>
    </message>
    <message>
        <source>Whom it concerns</source>
        <translation>Whom it concerns</translation>
    </message>
    <message>
        <source>What has changed, for the list of revisions</source>
        <translation>What has changed, for the list of revisions</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Roles from a spreadsheet</source>
        <translation>Roles from a spreadsheet</translation>
    </message>
    <message numerus="yes">
        <source>Change %n cell(s) of the matrix?</source>
        <translation>
            <numerusform>Change %n cell of the matrix?</numerusform>
            <numerusform>Change %n cells of the matrix?</numerusform>
        </translation>
    </message>
    <message>
        <source>The spreadsheet changes nothing</source>
        <translation>The spreadsheet changes nothing</translation>
    </message>
    <message>
        <source>Cells that are not listed stay as they are. The change can be undone as a whole.</source>
        <translation>Cells that are not listed stay as they are. The change can be undone as a whole.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>as by default</source>
        <translation>as by default</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>nobody</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>by default</translation>
    </message>
    <message>
        <source>deputy</source>
        <translation>deputy</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>revision {number}</source>
        <translation>revision {number}</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Keys</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>LaunchField</name>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>No</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation>Not chosen</translation>
    </message>
</context>
<context>
    <name>LaunchPlace</name>
    <message>
        <source>Address and date</source>
        <translation>Address and date</translation>
    </message>
    <message>
        <source>Schedule and people</source>
        <translation>Schedule and people</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Approval</translation>
    </message>
    <message>
        <source>Outlet launch</source>
        <translation>Outlet launch</translation>
    </message>
    <message>
        <source>Correction, round {number}</source>
        <translation>Correction, round {number}</translation>
    </message>
    <message>
        <source>The draft is kept in the portfolio. Nothing has been sent to the portal yet.</source>
        <translation>The draft is kept in the portfolio. Nothing has been sent to the portal yet.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>There is no published process to launch</source>
        <translation>There is no published process to launch</translation>
    </message>
    <message>
        <source>The forecast is being computed</source>
        <translation>The forecast is being computed</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Being sent</translation>
    </message>
    <message>
        <source>Can be sent with warnings: the director sees them in the message</source>
        <translation>Can be sent with warnings: the director sees them in the message</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Finished</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>Remaining</translation>
    </message>
    <message>
        <source>P50 forecast</source>
        <translation>P50 forecast</translation>
    </message>
    <message>
        <source>up to P80</source>
        <translation>up to P80</translation>
    </message>
    <message>
        <source>Target date</source>
        <translation>Target date</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blocked</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Holidays</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>No role</source>
        <translation>No role</translation>
    </message>
    <message>
        <source>target {target} · forecast {finish}</source>
        <translation>target {target} · forecast {finish}</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Processes</translation>
    </message>
    <message>
        <source>{process}, revision {number}</source>
        <translation>{process}, revision {number}</translation>
    </message>
    <message>
        <source>Back to the drawing (Esc)</source>
        <translation>Back to the drawing (Esc)</translation>
    </message>
    <message>
        <source>Open the outlet</source>
        <translation>Open the outlet</translation>
    </message>
    <message>
        <source>Drawing of the outlet</source>
        <translation>Drawing of the outlet</translation>
    </message>
</context>
<context>
    <name>LoadGrid</name>
    <message>
        <source>Load</source>
        <translation>Load</translation>
    </message>
    <message>
        <source>tasks a week, open and to come, against the person&apos;s norm</source>
        <translation>tasks a week, open and to come, against the person&apos;s norm</translation>
    </message>
    <message>
        <source>up to the norm</source>
        <translation>up to the norm</translation>
    </message>
    <message>
        <source>above the norm</source>
        <translation>above the norm</translation>
    </message>
    <message>
        <source>from 150 %</source>
        <translation>from 150 %</translation>
    </message>
    <message>
        <source>Load of people by week</source>
        <translation>Load of people by week</translation>
    </message>
    <message>
        <source>Norm, tasks a week</source>
        <translation>Norm, tasks a week</translation>
    </message>
</context>
<context>
    <name>LoadModel</name>
    <message>
        <source>dep.: {role}</source>
        <translation>dep.: {role}</translation>
    </message>
    <message numerus="yes">
        <source>week from {day}: %n task(s)</source>
        <translation>
            <numerusform>week from {day}: %n task</numerusform>
            <numerusform>week from {day}: %n tasks</numerusform>
        </translation>
    </message>
    <message>
        <source>above the norm</source>
        <translation>above the norm</translation>
    </message>
    <message>
        <source>The usual norm: {count} tasks a week.</source>
        <translation>The usual norm: {count} tasks a week.</translation>
    </message>
    <message>
        <source>Double click or Enter changes it.</source>
        <translation>Double click or Enter changes it.</translation>
    </message>
    <message>
        <source>open</source>
        <translation>open</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>to come</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>Norm</translation>
    </message>
</context>
<context>
    <name>LogFilters</name>
    <message numerus="yes">
        <source>New: %n</source>
        <translation>
            <numerusform>New: %n</numerusform>
            <numerusform>New: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Outlet</translation>
    </message>
    <message numerus="yes">
        <source>Kinds: %n</source>
        <translation>
            <numerusform>Kinds: %n</numerusform>
            <numerusform>Kinds: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>All outlets</source>
        <translation>All outlets</translation>
    </message>
    <message>
        <source>Launches and openings</source>
        <translation>Launches and openings</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Tasks created</source>
        <translation>Tasks created</translation>
    </message>
    <message>
        <source>Changes by hand</source>
        <translation>Changes by hand</translation>
    </message>
    <message>
        <source>Reminders and reasons</source>
        <translation>Reminders and reasons</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>Connection and engine</source>
        <translation>Connection and engine</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>All time</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 days</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>Address, step, task number</source>
        <translation>Address, step, task number</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Find in the log</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Errors</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Follow</translation>
    </message>
    <message>
        <source>Show new lines at once, until you scroll</source>
        <translation>Show new lines at once, until you scroll</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Reset</translation>
    </message>
</context>
<context>
    <name>LogLines</name>
    <message>
        <source>Changed in the program</source>
        <translation>Changed in the program</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Step put back</source>
        <translation>Step put back</translation>
    </message>
    <message>
        <source>Outlet launched</source>
        <translation>Outlet launched</translation>
    </message>
    <message>
        <source>Decision asked</source>
        <translation>Decision asked</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Project created</source>
        <translation>Project created</translation>
    </message>
    <message>
        <source>Inputs finished</source>
        <translation>Inputs finished</translation>
    </message>
    <message>
        <source>Task created</source>
        <translation>Task created</translation>
    </message>
    <message>
        <source>Step finished</source>
        <translation>Step finished</translation>
    </message>
    <message>
        <source>Step skipped</source>
        <translation>Step skipped</translation>
    </message>
    <message>
        <source>New round</source>
        <translation>New round</translation>
    </message>
    <message>
        <source>Task changed hands</source>
        <translation>Task changed hands</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>Changed by hand</translation>
    </message>
    <message>
        <source>Delay reason</source>
        <translation>Delay reason</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>Reminder</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Problem solved</source>
        <translation>Problem solved</translation>
    </message>
    <message>
        <source>Outlet opened</source>
        <translation>Outlet opened</translation>
    </message>
    <message>
        <source>Opening stopped</source>
        <translation>Opening stopped</translation>
    </message>
    <message>
        <source>Today, {day}</source>
        <translation>Today, {day}</translation>
    </message>
    <message>
        <source>Yesterday, {day}</source>
        <translation>Yesterday, {day}</translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Outlet</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>What was said</source>
        <translation>What was said</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Outlet</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Takes back</source>
        <translation>Takes back</translation>
    </message>
    <message>
        <source>Why the engine decided so</source>
        <translation>Why the engine decided so</translation>
    </message>
    <message>
        <source>Request to the portal</source>
        <translation>Request to the portal</translation>
    </message>
    <message>
        <source>done</source>
        <translation>done</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>no answer, not repeated</source>
        <translation>no answer, not repeated</translation>
    </message>
    <message>
        <source>waits for the answer</source>
        <translation>waits for the answer</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>waits to be sent</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Task on the portal</source>
        <translation>Task on the portal</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>LogPlace</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>what the engine and people did</source>
        <translation>what the engine and people did</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>Events, newest first</source>
        <translation>Events, newest first</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Nothing has happened yet</translation>
    </message>
    <message>
        <source>Launch an outlet: everything the engine and people do with it is written here.</source>
        <translation>Launch an outlet: everything the engine and people do with it is written here.</translation>
    </message>
    <message>
        <source>No line matches the filter</source>
        <translation>No line matches the filter</translation>
    </message>
    <message>
        <source>Reset the filter</source>
        <translation>Reset the filter</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>Reading the log…</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Excel workbook</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV table</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>Export the log</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>Look and language</source>
        <translation>Look and language</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Outlet openings</source>
        <translation>Outlet openings</translation>
    </message>
    <message>
        <source>Outlet portfolio</source>
        <translation>Outlet portfolio</translation>
    </message>
</context>
<context>
    <name>MatrixBar</name>
    <message>
        <source>Regions: {shown} of {all}</source>
        <translation>Regions: {shown} of {all}</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regions</translation>
    </message>
    <message>
        <source>Only problems</source>
        <translation>Only problems</translation>
    </message>
    <message>
        <source>Change a region</source>
        <translation>Change a region</translation>
    </message>
    <message>
        <source>New region…</source>
        <translation>New region…</translation>
    </message>
</context>
<context>
    <name>Minimap</name>
    <message>
        <source>Overview of the process</source>
        <translation>Overview of the process</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>By schedule</source>
        <translation>By schedule</translation>
    </message>
    <message>
        <source>Forecast P50</source>
        <translation>Forecast P50</translation>
    </message>
    <message>
        <source>Forecast P80</source>
        <translation>Forecast P80</translation>
    </message>
    <message>
        <source>Buffer to target</source>
        <translation>Buffer to target</translation>
    </message>
    <message>
        <source>In 50 % of the trials not later</source>
        <translation>In 50 % of the trials not later</translation>
    </message>
    <message>
        <source>In 80 % of the trials not later</source>
        <translation>In 80 % of the trials not later</translation>
    </message>
    <message>
        <source>50 % of trials</source>
        <translation>50 % of trials</translation>
    </message>
    <message>
        <source>80 % of trials</source>
        <translation>80 % of trials</translation>
    </message>
    <message>
        <source>from schedule to {day}</source>
        <translation>from schedule to {day}</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>Answers</source>
        <translation>Answers</translation>
    </message>
    <message>
        <source>Add an answer</source>
        <translation>Add an answer</translation>
    </message>
    <message>
        <source>The process goes on</source>
        <translation>The process goes on</translation>
    </message>
    <message>
        <source>Goes back to be reworked</source>
        <translation>Goes back to be reworked</translation>
    </message>
    <message>
        <source>Rejects and closes the opening</source>
        <translation>Rejects and closes the opening</translation>
    </message>
    <message>
        <source>Do not offer this answer</source>
        <translation>Do not offer this answer</translation>
    </message>
    <message>
        <source>Back to the launch form, to its initiator</source>
        <translation>Back to the launch form, to its initiator</translation>
    </message>
    <message>
        <source>Back to</source>
        <translation>Back to</translation>
    </message>
    <message>
        <source>Nowhere to go back to</source>
        <translation>Nowhere to go back to</translation>
    </message>
    <message>
        <source>Choose where to go back to</source>
        <translation>Choose where to go back to</translation>
    </message>
    <message>
        <source>Back to: {step}</source>
        <translation>Back to: {step}</translation>
    </message>
    <message>
        <source>Not back to “{step}”</source>
        <translation>Not back to “{step}”</translation>
    </message>
    <message>
        <source>The launch form, its initiator</source>
        <translation>The launch form, its initiator</translation>
    </message>
</context>
<context>
    <name>OutletActions</name>
    <message>
        <source>Reason for a delay</source>
        <translation>Reason for a delay</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>Send back…</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>Reject…</translation>
    </message>
    <message>
        <source>Send back?</source>
        <translation>Send back?</translation>
    </message>
    <message>
        <source>Reject the opening?</source>
        <translation>Reject the opening?</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>Cancel this opening?</source>
        <translation>Cancel this opening?</translation>
    </message>
    <message>
        <source>Cancel the opening</source>
        <translation>Cancel the opening</translation>
    </message>
    <message>
        <source>Pause this opening?</source>
        <translation>Pause this opening?</translation>
    </message>
    <message>
        <source>Pause the opening</source>
        <translation>Pause the opening</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Skip this step?</source>
        <translation>Skip this step?</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Skip</translation>
    </message>
</context>
<context>
    <name>OutletPlace</name>
    <message>
        <source>Reading the outlet…</source>
        <translation>Reading the outlet…</translation>
    </message>
    <message>
        <source>Steps of the outlet</source>
        <translation>Steps of the outlet</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Previous outlet</source>
        <translation>Previous outlet</translation>
    </message>
    <message>
        <source>Next outlet</source>
        <translation>Next outlet</translation>
    </message>
    <message>
        <source>Project on the portal</source>
        <translation>Project on the portal</translation>
    </message>
    <message>
        <source>The project does not exist yet</source>
        <translation>The project does not exist yet</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>More actions</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Create again</source>
        <translation>Create again</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>Skip…</translation>
    </message>
    <message>
        <source>Two tasks of one step</source>
        <translation>Two tasks of one step</translation>
    </message>
    <message>
        <source>Keep No. {number}</source>
        <translation>Keep No. {number}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>A step waits</source>
        <translation>A step waits</translation>
    </message>
    <message>
        <source>Fill in…</source>
        <translation>Fill in…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
</context>
<context>
    <name>OutletScenario</name>
    <message>
        <source>Task on the portal</source>
        <translation>Task on the portal</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Remind</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Hand over…</translation>
    </message>
    <message>
        <source>Reason for a delay…</source>
        <translation>Reason for a delay…</translation>
    </message>
    <message>
        <source>Fill in…</source>
        <translation>Fill in…</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>What if</translation>
    </message>
    <message>
        <source>Finished today</source>
        <translation>Finished today</translation>
    </message>
    <message>
        <source>Done by somebody else…</source>
        <translation>Done by somebody else…</translation>
    </message>
</context>
<context>
    <name>OutletStrip</name>
    <message>
        <source>Held by the step</source>
        <translation>Held by the step</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Assignee</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Opening forecast</source>
        <translation>Opening forecast</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Remind</translation>
    </message>
    <message>
        <source>Open the outlet</source>
        <translation>Open the outlet</translation>
    </message>
    <message>
        <source>Continue the draft</source>
        <translation>Continue the draft</translation>
    </message>
    <message>
        <source>Select an outlet to see what holds it</source>
        <translation>Select an outlet to see what holds it</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutletView</name>
    <message>
        <source>Step</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Assignee</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Forecast</translation>
    </message>
    <message>
        <source>Dev.</source>
        <translation>Dev.</translation>
    </message>
    <message>
        <source>Forecast or actual finish against the plan, working days</source>
        <translation>Forecast or actual finish against the plan, working days</translation>
    </message>
    <message>
        <source>Finish for the target</source>
        <translation>Finish for the target</translation>
    </message>
    <message>
        <source>Finished before</source>
        <translation>Finished before</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Steps</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>List of steps</source>
        <translation>List of steps</translation>
    </message>
</context>
<context>
    <name>OutlookView</name>
    <message>
        <source>When it will open</source>
        <translation>When it will open</translation>
    </message>
    <message>
        <source>Which target to name to the director</source>
        <translation>Which target to name to the director</translation>
    </message>
    <message>
        <source>light mark: 80 %</source>
        <translation>light mark: 80 %</translation>
    </message>
    <message>
        <source>What the answers and the calendar change</source>
        <translation>What the answers and the calendar change</translation>
    </message>
    <message>
        <source>{trials} trials, steps independent</source>
        <translation>{trials} trials, steps independent</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s) about people: on the next page</source>
        <translation>
            <numerusform>%n warning about people: on the next page</numerusform>
            <numerusform>%n warnings about people: on the next page</numerusform>
        </translation>
    </message>
    <message>
        <source>critical</source>
        <translation>critical</translation>
    </message>
    <message>
        <source>“{step}” stays in the process</source>
        <translation>“{step}” stays in the process</translation>
    </message>
    <message>
        <source>“{step}” is skipped</source>
        <translation>“{step}” is skipped</translation>
    </message>
    <message>
        <source>Days off in a row: {first} – {last}</source>
        <translation>Days off in a row: {first} – {last}</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) without work</source>
        <translation>
            <numerusform>%n day without work</numerusform>
            <numerusform>%n days without work</numerusform>
        </translation>
    </message>
    <message>
        <source>{day}, {weekday}, is worked by the production calendar</source>
        <translation>{day}, {weekday}, is worked by the production calendar</translation>
    </message>
    <message>
        <source>counted in</source>
        <translation>counted in</translation>
    </message>
</context>
<context>
    <name>OverridesPage</name>
    <message>
        <source>nobody</source>
        <translation>nobody</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>As everywhere</source>
        <translation>As everywhere</translation>
    </message>
    <message>
        <source>Show the outlet</source>
        <translation>Show the outlet</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Outlet</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Plays it here</source>
        <translation>Plays it here</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>Otherwise</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>Open tasks</translation>
    </message>
    <message>
        <source>Overrides of outlets</source>
        <translation>Overrides of outlets</translation>
    </message>
    <message>
        <source>No overrides</source>
        <translation>No overrides</translation>
    </message>
    <message>
        <source>Every running outlet has the people of its region or those by default. A person for one outlet only is chosen when it is launched, or on its page.</source>
        <translation>Every running outlet has the people of its region or those by default. A person for one outlet only is chosen when it is launched, or on its page.</translation>
    </message>
</context>
<context>
    <name>PageDialog</name>
    <message>
        <source>How to print what is shown?</source>
        <translation>How to print what is shown?</translation>
    </message>
    <message>
        <source>How to lay out the PDF?</source>
        <translation>How to lay out the PDF?</translation>
    </message>
    <message>
        <source>What to put on the image?</source>
        <translation>What to put on the image?</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Save…</translation>
    </message>
    <message>
        <source>The groups, rows and columns as they show now, with the legend and the date of the data.</source>
        <translation>The groups, rows and columns as they show now, with the legend and the date of the data.</translation>
    </message>
    <message>
        <source>Fit to the width of the page</source>
        <translation>Fit to the width of the page</translation>
    </message>
    <message>
        <source>At the size of the screen, on pages side by side</source>
        <translation>At the size of the screen, on pages side by side</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Landscape</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Portrait</translation>
    </message>
    <message>
        <source>Dates on the screen</source>
        <translation>Dates on the screen</translation>
    </message>
    <message>
        <source>All dates</source>
        <translation>All dates</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>From … to …</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Dates</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>PaperPlace</name>
    <message>
        <source>PDF document</source>
        <translation>PDF document</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>SVG drawing</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>PNG picture</translation>
    </message>
    <message>
        <source>Export the drawing</source>
        <translation>Export the drawing</translation>
    </message>
</context>
<context>
    <name>PastPart</name>
    <message>
        <source>From the past</source>
        <translation>From the past</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message>
        <source>Usually {days}</source>
        <translation>Usually {days}</translation>
    </message>
    <message>
        <source>, in {share} of cases longer than {number}</source>
        <translation>, in {share} of cases longer than {number}</translation>
    </message>
    <message>
        <source>Set {low} · {usual} · {high}</source>
        <translation>Set {low} · {usual} · {high}</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>{tasks} of {norm}</source>
        <translation>{tasks} of {norm}</translation>
    </message>
    <message>
        <source>This outlet</source>
        <translation>This outlet</translation>
    </message>
    <message>
        <source>Region {name}</source>
        <translation>Region {name}</translation>
    </message>
    <message>
        <source>By default</source>
        <translation>By default</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>Deputy</translation>
    </message>
    <message>
        <source>{name}, absent until {day}</source>
        <translation>{name}, absent until {day}</translation>
    </message>
    <message>
        <source>{name}, dismissed</source>
        <translation>{name}, dismissed</translation>
    </message>
    <message>
        <source>As the roles say</source>
        <translation>As the roles say</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>till {day}</source>
        <translation>till {day}</translation>
    </message>
    <message>
        <source>{name}, dismissed</source>
        <translation>{name}, dismissed</translation>
    </message>
    <message>
        <source>{role} (deputy)</source>
        <translation>{role} (deputy)</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Department</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>Open tasks</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Name, position or department</source>
        <translation>Name, position or department</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Find a person</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Clear the search</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Nobody found</translation>
    </message>
    <message>
        <source>No person has all these words.</source>
        <translation>No person has all these words.</translation>
    </message>
</context>
<context>
    <name>PersonChooser</name>
    <message>
        <source>Name, position or department</source>
        <translation>Name, position or department</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Find a person</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>absent till {day}</source>
        <translation>absent till {day}</translation>
    </message>
</context>
<context>
    <name>PersonLine</name>
    <message>
        <source>Nobody now: assign a person in Roles</source>
        <translation>Nobody now: assign a person in Roles</translation>
    </message>
    <message>
        <source>Now: {person} · as the deputy</source>
        <translation>Now: {person} · as the deputy</translation>
    </message>
    <message>
        <source>Now: {person} · absent until {day}</source>
        <translation>Now: {person} · absent until {day}</translation>
    </message>
    <message>
        <source>Now: {person} · by default</source>
        <translation>Now: {person} · by default</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>Not set</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>here</source>
        <translation>here</translation>
    </message>
    <message>
        <source>region</source>
        <translation>region</translation>
    </message>
    <message>
        <source>deputy</source>
        <translation>deputy</translation>
    </message>
</context>
<context>
    <name>Phone</name>
    <message>
        <source>Outlet openings</source>
        <translation>Outlet openings</translation>
    </message>
    <message>
        <source>chat bot · Bitrix24</source>
        <translation>chat bot · Bitrix24</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
</context>
<context>
    <name>PlaceWindow</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>PortalSection</name>
    <message>
        <source>Checking…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>No portal is connected</source>
        <translation>No portal is connected</translation>
    </message>
    <message>
        <source>in the password store of the system</source>
        <translation>in the password store of the system</translation>
    </message>
    <message>
        <source>until the program is closed: this system has no password store</source>
        <translation>until the program is closed: this system has no password store</translation>
    </message>
    <message>
        <source>a demo of this computer, nothing is kept</source>
        <translation>a demo of this computer, nothing is kept</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>reserve {share}</source>
        <translation>reserve {share}</translation>
    </message>
    <message>
        <source>The demo sets its own pace</source>
        <translation>The demo sets its own pace</translation>
    </message>
    <message>
        <source>the bot is registered</source>
        <translation>the bot is registered</translation>
    </message>
    <message>
        <source>no bot</source>
        <translation>no bot</translation>
    </message>
    <message>
        <source>Press “Check” to ask the portal</source>
        <translation>Press “Check” to ask the portal</translation>
    </message>
    <message>
        <source>{present} of {all}</source>
        <translation>{present} of {all}</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>In the name of</source>
        <translation>In the name of</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rights</translation>
    </message>
    <message>
        <source>Asked every</source>
        <translation>Asked every</translation>
    </message>
    <message>
        <source>Show for 10 seconds</source>
        <translation>Show for 10 seconds</translation>
    </message>
    <message>
        <source>Seconds between two polls</source>
        <translation>Seconds between two polls</translation>
    </message>
    <message>
        <source>Plan of the portal</source>
        <translation>Plan of the portal</translation>
    </message>
    <message>
        <source>2 requests a second</source>
        <translation>2 requests a second</translation>
    </message>
    <message>
        <source>5 requests a second (Enterprise)</source>
        <translation>5 requests a second (Enterprise)</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Replace…</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>Disconnect…</translation>
    </message>
</context>
<context>
    <name>PortfolioActions</name>
    <message>
        <source>Move the target date</source>
        <translation>Move the target date</translation>
    </message>
    <message>
        <source>Open the outlet</source>
        <translation>Open the outlet</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>Collapse</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>Expand</translation>
    </message>
    <message>
        <source>Target date…</source>
        <translation>Target date…</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>Copy the rows</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation>Usual columns</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sort by</translation>
    </message>
    <message>
        <source>Print what is shown…</source>
        <translation>Print what is shown…</translation>
    </message>
    <message>
        <source>What is shown as PDF…</source>
        <translation>What is shown as PDF…</translation>
    </message>
    <message>
        <source>What is shown as PNG…</source>
        <translation>What is shown as PNG…</translation>
    </message>
    <message>
        <source>Page for the meeting as PDF…</source>
        <translation>Page for the meeting as PDF…</translation>
    </message>
    <message>
        <source>Page for the meeting as PNG…</source>
        <translation>Page for the meeting as PNG…</translation>
    </message>
    <message>
        <source>All outlets as PDF…</source>
        <translation>All outlets as PDF…</translation>
    </message>
    <message>
        <source>All outlets as PNG…</source>
        <translation>All outlets as PNG…</translation>
    </message>
    <message>
        <source>All outlets as an Excel table…</source>
        <translation>All outlets as an Excel table…</translation>
    </message>
    <message>
        <source>Steps finished</source>
        <translation>Steps finished</translation>
    </message>
    <message>
        <source>Steps in all</source>
        <translation>Steps in all</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>For the meeting</source>
        <translation>For the meeting</translation>
    </message>
    <message>
        <source>Outlet portfolio</source>
        <translation>Outlet portfolio</translation>
    </message>
</context>
<context>
    <name>PortfolioDrafts</name>
    <message>
        <source>Delete the draft</source>
        <translation>Delete the draft</translation>
    </message>
    <message>
        <source>Continue the draft</source>
        <translation>Continue the draft</translation>
    </message>
</context>
<context>
    <name>PortfolioPlace</name>
    <message>
        <source>Outlets</source>
        <translation>Outlets</translation>
    </message>
    <message>
        <source>Outlet portfolio</source>
        <translation>Outlet portfolio</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Launch an outlet</source>
        <translation>Launch an outlet</translation>
    </message>
    <message>
        <source>The portfolio could not be read</source>
        <translation>The portfolio could not be read</translation>
    </message>
    <message>
        <source>Outlets will appear here</source>
        <translation>Outlets will appear here</translation>
    </message>
    <message>
        <source>Launch an outlet, or open the demo portal</source>
        <translation>Launch an outlet, or open the demo portal</translation>
    </message>
    <message>
        <source>No outlet matches the filter</source>
        <translation>No outlet matches the filter</translation>
    </message>
    <message>
        <source>Reset the filter</source>
        <translation>Reset the filter</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>Reading the portfolio…</source>
        <translation>Reading the portfolio…</translation>
    </message>
</context>
<context>
    <name>PortfolioView</name>
    <message>
        <source>Outlet</source>
        <translation>Outlet</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>Target date</source>
        <translation>Target date</translation>
    </message>
    <message>
        <source>Dev.</source>
        <translation>Dev.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>Director</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>Chance</translation>
    </message>
    <message>
        <source>Person who holds it</source>
        <translation>Person who holds it</translation>
    </message>
    <message>
        <source>Held since</source>
        <translation>Held since</translation>
    </message>
    <message>
        <source>Steps that wait</source>
        <translation>Steps that wait</translation>
    </message>
    <message>
        <source>Deviation, working days</source>
        <translation>Deviation, working days</translation>
    </message>
    <message>
        <source>Chance of the target date</source>
        <translation>Chance of the target date</translation>
    </message>
    <message>
        <source>P50 against the target date, working days</source>
        <translation>P50 against the target date, working days</translation>
    </message>
    <message>
        <source>Since when the step is held</source>
        <translation>Since when the step is held</translation>
    </message>
    <message>
        <source>Steps that wait for the one which holds the outlet</source>
        <translation>Steps that wait for the one which holds the outlet</translation>
    </message>
    <message>
        <source>Chance to open by the target date</source>
        <translation>Chance to open by the target date</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>Need attention</source>
        <translation>Need attention</translation>
    </message>
    <message>
        <source>On track</source>
        <translation>On track</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>Waiting for approval</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Drafts</translation>
    </message>
    <message>
        <source>Opened in the last 60 days</source>
        <translation>Opened in the last 60 days</translation>
    </message>
    <message>
        <source>Opened earlier</source>
        <translation>Opened earlier</translation>
    </message>
    <message>
        <source>Rejected and cancelled</source>
        <translation>Rejected and cancelled</translation>
    </message>
    <message>
        <source>No region</source>
        <translation>No region</translation>
    </message>
    <message>
        <source>No process</source>
        <translation>No process</translation>
    </message>
    <message>
        <source>No director</source>
        <translation>No director</translation>
    </message>
    <message>
        <source>All stages are over</source>
        <translation>All stages are over</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Enter: continue, Del: delete</source>
        <translation>Enter: continue, Del: delete</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Deviation</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>In time</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Held by</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Assignee</translation>
    </message>
    <message>
        <source>Enter: open, Right arrow: expand</source>
        <translation>Enter: open, Right arrow: expand</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>View only: nothing can be changed from this window</source>
        <translation>View only: nothing can be changed from this window</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>Problems</translation>
    </message>
    <message>
        <source>Nothing is wrong: the process can be published</source>
        <translation>Nothing is wrong: the process can be published</translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>Show the problems</translation>
    </message>
    <message>
        <source>Hide the problems</source>
        <translation>Hide the problems</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n error</numerusform>
            <numerusform>%n errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
    <message>
        <source>Can be published when there are no errors</source>
        <translation>Can be published when there are no errors</translation>
    </message>
    <message>
        <source>The process</source>
        <translation>The process</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>Assign the role</source>
        <translation>Assign the role</translation>
    </message>
    <message>
        <source>Join to “{step}”</source>
        <translation>Join to “{step}”</translation>
    </message>
    <message>
        <source>Make it the goal</source>
        <translation>Make it the goal</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Set the duration</source>
        <translation>Set the duration</translation>
    </message>
    <message>
        <source>Without a wait</source>
        <translation>Without a wait</translation>
    </message>
    <message>
        <source>Name it</source>
        <translation>Name it</translation>
    </message>
    <message>
        <source>Back to the launch form</source>
        <translation>Back to the launch form</translation>
    </message>
    <message>
        <source>Let it go back</source>
        <translation>Let it go back</translation>
    </message>
    <message>
        <source>Remove the condition</source>
        <translation>Remove the condition</translation>
    </message>
    <message>
        <source>Ask at the launch</source>
        <translation>Ask at the launch</translation>
    </message>
    <message>
        <source>Set the stage</source>
        <translation>Set the stage</translation>
    </message>
    <message>
        <source>Tell the initiator</source>
        <translation>Tell the initiator</translation>
    </message>
    <message>
        <source>Add the answer</source>
        <translation>Add the answer</translation>
    </message>
    <message>
        <source>Keep the first answer</source>
        <translation>Keep the first answer</translation>
    </message>
    <message>
        <source>Remove the role</source>
        <translation>Remove the role</translation>
    </message>
    <message>
        <source>Remove the reason</source>
        <translation>Remove the reason</translation>
    </message>
</context>
<context>
    <name>ProcessCanvas</name>
    <message>
        <source>Name of the step</source>
        <translation>Name of the step</translation>
    </message>
</context>
<context>
    <name>ProcessForm</name>
    <message>
        <source>Name of the process</source>
        <translation>Name of the process</translation>
    </message>
    <message>
        <source>The step that means the opening</source>
        <translation>The step that means the opening</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>not chosen</translation>
    </message>
    <message>
        <source>On the drawing</source>
        <translation>On the drawing</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Questions of the launch</source>
        <translation>Questions of the launch</translation>
    </message>
    <message>
        <source>Reasons for a delay</source>
        <translation>Reasons for a delay</translation>
    </message>
    <message>
        <source>Change: {words}</source>
        <translation>Change: {words}</translation>
    </message>
    <message>
        <source>The launch asks nothing but the address and the dates</source>
        <translation>The launch asks nothing but the address and the dates</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>Confirmations</source>
        <translation>Confirmations</translation>
    </message>
    <message>
        <source>Milestones</source>
        <translation>Milestones</translation>
    </message>
    <message>
        <source>Dependencies</source>
        <translation>Dependencies</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stages</translation>
    </message>
    <message>
        <source>{type}, required</source>
        <translation>{type}, required</translation>
    </message>
    <message>
        <source>Rename the process</source>
        <translation>Rename the process</translation>
    </message>
    <message>
        <source>Choose the goal</source>
        <translation>Choose the goal</translation>
    </message>
</context>
<context>
    <name>ProcessView</name>
    <message>
        <source>Process drawing</source>
        <translation>Process drawing</translation>
    </message>
    <message>
        <source>No role</source>
        <translation>No role</translation>
    </message>
</context>
<context>
    <name>ProcessesPlace</name>
    <message>
        <source>New process</source>
        <translation>New process</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Process</translation>
    </message>
    <message>
        <source>Name of the process</source>
        <translation>Name of the process</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>More actions</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Open a file…</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Recent files</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>Save to a file…</translation>
    </message>
    <message>
        <source>An outlet on the drawing</source>
        <translation>An outlet on the drawing</translation>
    </message>
    <message>
        <source>Roles, stages, questions, reasons…</source>
        <translation>Roles, stages, questions, reasons…</translation>
    </message>
    <message>
        <source>Rename the process…</source>
        <translation>Rename the process…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Export as PDF, SVG or PNG…</source>
        <translation>Export as PDF, SVG or PNG…</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation>Copy as a picture</translation>
    </message>
    <message>
        <source>Print, export, copy as a picture</source>
        <translation>Print, export, copy as a picture</translation>
    </message>
    <message>
        <source>Publish v{number}</source>
        <translation>Publish v{number}</translation>
    </message>
    <message>
        <source>revision {number}</source>
        <translation>revision {number}</translation>
    </message>
    <message>
        <source>draft v{number}</source>
        <translation>draft v{number}</translation>
    </message>
    <message>
        <source>revision {number} is in force</source>
        <translation>revision {number} is in force</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s)</source>
        <translation>
            <numerusform>%n outlet</numerusform>
            <numerusform>%n outlets</numerusform>
        </translation>
    </message>
    <message>
        <source>No process yet</source>
        <translation>No process yet</translation>
    </message>
    <message>
        <source>Open a process file, or start a new one from the list above</source>
        <translation>Open a process file, or start a new one from the list above</translation>
    </message>
</context>
<context>
    <name>ProspectRow</name>
    <message>
        <source>Suppose this</source>
        <translation>Suppose this</translation>
    </message>
</context>
<context>
    <name>PublishDialog</name>
    <message>
        <source>Publishing</source>
        <translation>Publishing</translation>
    </message>
    <message>
        <source>Publish revision {number}?</source>
        <translation>Publish revision {number}?</translation>
    </message>
    <message>
        <source>New outlets will be launched by revision {number}.</source>
        <translation>New outlets will be launched by revision {number}.</translation>
    </message>
    <message numerus="yes">
        <source>%n running outlet(s) keep the revision they were launched with.</source>
        <translation>
            <numerusform>%n running outlet keep the revision they were launched with.</numerusform>
            <numerusform>%n running outlets keep the revision they were launched with.</numerusform>
        </translation>
    </message>
    <message>
        <source>What has changed</source>
        <translation>What has changed</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publish</translation>
    </message>
</context>
<context>
    <name>PublishingPlace</name>
    <message>
        <source>No process is open</source>
        <translation>No process is open</translation>
    </message>
    <message>
        <source>Publishing is under way</source>
        <translation>Publishing is under way</translation>
    </message>
    <message>
        <source>Nothing has changed since revision {number}</source>
        <translation>Nothing has changed since revision {number}</translation>
    </message>
    <message>
        <source>The process is being checked</source>
        <translation>The process is being checked</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s) left: see the problems below the drawing</source>
        <translation>
            <numerusform>%n error left: see the problems below the drawing</numerusform>
            <numerusform>%n errors left: see the problems below the drawing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Portfolio</source>
        <translation>Portfolio</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Processes</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n need attention</numerusform>
            <numerusform>%n needs attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Write the reason: it stays in the history</source>
        <translation>Write the reason: it stays in the history</translation>
    </message>
</context>
<context>
    <name>ReasonsPart</name>
    <message>
        <source>Reasons for a delay</source>
        <translation>Reasons for a delay</translation>
    </message>
    <message>
        <source>Offer a reason</source>
        <translation>Offer a reason</translation>
    </message>
    <message>
        <source>The holder of an overdue task answers in their own words</source>
        <translation>The holder of an overdue task answers in their own words</translation>
    </message>
    <message>
        <source>Do not offer “{reason}”</source>
        <translation>Do not offer “{reason}”</translation>
    </message>
    <message>
        <source>Reasons of the process…</source>
        <translation>Reasons of the process…</translation>
    </message>
</context>
<context>
    <name>RegionDialog</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Cities, one in a line</source>
        <translation>Cities, one in a line</translation>
    </message>
    <message>
        <source>An outlet launched in one of these cities gets this region. A city belongs to one region only.</source>
        <translation>An outlet launched in one of these cities gets this region. A city belongs to one region only.</translation>
    </message>
    <message>
        <source>Remove the region</source>
        <translation>Remove the region</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Type a name.</translation>
    </message>
    <message>
        <source>There is a region of that name already.</source>
        <translation>There is a region of that name already.</translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message>
        <source>Replacing a person</source>
        <translation>Replacing a person</translation>
    </message>
    <message>
        <source>Who takes over from {name}?</source>
        <translation>Who takes over from {name}?</translation>
    </message>
    <message>
        <source>dismissed, no access to the portal</source>
        <translation>dismissed, no access to the portal</translation>
    </message>
    <message>
        <source>Roles: {roles}</source>
        <translation>Roles: {roles}</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s)</source>
        <translation>
            <numerusform>%n outlet</numerusform>
            <numerusform>%n outlets</numerusform>
        </translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Candidates</translation>
    </message>
    <message>
        <source>with the new tasks</source>
        <translation>with the new tasks</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>Somebody else…</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>Roles by default</source>
        <translation>Roles by default</translation>
    </message>
    <message>
        <source>Roles in regions</source>
        <translation>Roles in regions</translation>
    </message>
    <message>
        <source>Roles in single outlets</source>
        <translation>Roles in single outlets</translation>
    </message>
    <message>
        <source>Roles as the deputy</source>
        <translation>Roles as the deputy</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>Open tasks</translation>
    </message>
    <message>
        <source>Send the list in the chat</source>
        <translation>Send the list in the chat</translation>
    </message>
    <message>
        <source>deputy of the role</source>
        <translation>deputy of the role</translation>
    </message>
    <message>
        <source>has the role by default</source>
        <translation>has the role by default</translation>
    </message>
    <message>
        <source>same department</source>
        <translation>same department</translation>
    </message>
    <message>
        <source>absent till {day}</source>
        <translation>absent till {day}</translation>
    </message>
    <message>
        <source>On the portal only the assignee of open tasks changes; deadlines, comments and checklists stay. Finished tasks are not touched. The log takes it back with one action.</source>
        <translation>On the portal only the assignee of open tasks changes; deadlines, comments and checklists stay. Finished tasks are not touched. The log takes it back with one action.</translation>
    </message>
    <message>
        <source>Counting the opening dates…</source>
        <translation>Counting the opening dates…</translation>
    </message>
    <message>
        <source>The forecast of the openings does not change.</source>
        <translation>The forecast of the openings does not change.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>Opening dates: {list}.</source>
        <translation>Opening dates: {list}.</translation>
    </message>
    <message>
        <source>{count} of {norm}</source>
        <translation>{count} of {norm}</translation>
    </message>
    <message numerus="yes">
        <source>%n open task(s)</source>
        <translation>
            <numerusform>%n open task</numerusform>
            <numerusform>%n open tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) not opened yet</source>
        <translation>
            <numerusform>%n step not opened yet</numerusform>
            <numerusform>%n steps not opened yet</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: open tasks now {now}, then {then}, norm {norm} a week.</source>
        <translation>{name}: open tasks now {now}, then {then}, norm {norm} a week.</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>What changes</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Replace everywhere</source>
        <translation>Replace everywhere</translation>
    </message>
    <message>
        <source>Replace where ticked</source>
        <translation>Replace where ticked</translation>
    </message>
    <message>
        <source>Choose who takes over.</source>
        <translation>Choose who takes over.</translation>
    </message>
</context>
<context>
    <name>ReplaceTree</name>
    <message>
        <source>What changes</source>
        <translation>What changes</translation>
    </message>
    <message>
        <source>in place of {name}</source>
        <translation>in place of {name}</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>by default</translation>
    </message>
    <message>
        <source>deputy</source>
        <translation>deputy</translation>
    </message>
    <message>
        <source>region {name}</source>
        <translation>region {name}</translation>
    </message>
    <message>
        <source>this outlet</source>
        <translation>this outlet</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>due {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) to come</source>
        <translation>
            <numerusform>%n step to come</numerusform>
            <numerusform>%n steps to come</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RevisionList</name>
    <message>
        <source>Restore v{number}</source>
        <translation>Restore v{number}</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Revisions</translation>
    </message>
</context>
<context>
    <name>RevisionRows</name>
    <message>
        <source>0, float {days}</source>
        <translation>0, float {days}</translation>
    </message>
    <message>
        <source>milestone</source>
        <translation>milestone</translation>
    </message>
    <message>
        <source>step</source>
        <translation>step</translation>
    </message>
    <message>
        <source>no such step</source>
        <translation>no such step</translation>
    </message>
    <message>
        <source>no influence</source>
        <translation>no influence</translation>
    </message>
    <message>
        <source>in the process</source>
        <translation>in the process</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no such role, stage, question or reason</comment>
        <translation>none</translation>
    </message>
    <message>
        <source>The process</source>
        <translation>The process</translation>
    </message>
</context>
<context>
    <name>RevisionWhy</name>
    <message>
        <source>No date</source>
        <translation>No date</translation>
    </message>
    <message>
        <source>One of the revisions has no goal, or steps that wait for each other.</source>
        <translation>One of the revisions has no goal, or steps that wait for each other.</translation>
    </message>
    <message>
        <source>Why the date stays</source>
        <translation>Why the date stays</translation>
    </message>
    <message>
        <source>No duration, step or dependency has changed.</source>
        <translation>No duration, step or dependency has changed.</translation>
    </message>
    <message>
        <source>The changes make up for each other.</source>
        <translation>The changes make up for each other.</translation>
    </message>
    <message>
        <source>All changes are within the float of their steps.</source>
        <translation>All changes are within the float of their steps.</translation>
    </message>
    <message>
        <source>Why {days}</source>
        <translation>Why {days}</translation>
    </message>
    <message>
        <source>Several changes do it together; none of them does it alone.</source>
        <translation>Several changes do it together; none of them does it alone.</translation>
    </message>
    <message>
        <source>The other changes are within the float of their steps.</source>
        <translation>The other changes are within the float of their steps.</translation>
    </message>
    <message>
        <source>{step} is new: {days}.</source>
        <translation>{step} is new: {days}.</translation>
    </message>
    <message>
        <source>{step} is gone: {days}.</source>
        <translation>{step} is gone: {days}.</translation>
    </message>
    <message>
        <source>{step} waits for other steps.</source>
        <translation>{step} waits for other steps.</translation>
    </message>
    <message>
        <source>{step}: usually {new}, not {old}.</source>
        <translation>{step}: usually {new}, not {old}.</translation>
    </message>
    <message>
        <source>The step is on the critical path.</source>
        <translation>The step is on the critical path.</translation>
    </message>
</context>
<context>
    <name>RevisionWords</name>
    <message>
        <source>Draft</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>Revision {number}</source>
        <translation>Revision {number}</translation>
    </message>
    <message>
        <source>“{title}”</source>
        <translation>“{title}”</translation>
    </message>
    <message>
        <source>name</source>
        <translation>name</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>kind</translation>
    </message>
    <message>
        <source>role</source>
        <translation>role</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>stage</translation>
    </message>
    <message>
        <source>estimate</source>
        <translation>estimate</translation>
    </message>
    <message>
        <source>description</source>
        <translation>description</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>condition</translation>
    </message>
    <message>
        <source>checklist</source>
        <translation>checklist</translation>
    </message>
    <message>
        <source>fields of the result</source>
        <translation>fields of the result</translation>
    </message>
    <message>
        <source>reasons of delay</source>
        <translation>reasons of delay</translation>
    </message>
    <message>
        <source>reminder</source>
        <translation>reminder</translation>
    </message>
    <message>
        <source>escalation</source>
        <translation>escalation</translation>
    </message>
    <message>
        <source>required result</source>
        <translation>required result</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>answers</translation>
    </message>
    <message>
        <source>place on the sheet</source>
        <translation>place on the sheet</translation>
    </message>
    <message>
        <source>dependencies</source>
        <translation>dependencies</translation>
    </message>
    <message>
        <source>code</source>
        <translation>code</translation>
    </message>
    <message>
        <source>type</source>
        <translation>type</translation>
    </message>
    <message>
        <source>required</source>
        <translation>required</translation>
    </message>
    <message>
        <source>choices</source>
        <translation>choices</translation>
    </message>
    <message>
        <source>whose delay</source>
        <translation>whose delay</translation>
    </message>
    <message>
        <source>how it is found</source>
        <translation>how it is found</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>goal</translation>
    </message>
    <message>
        <source>order of stages</source>
        <translation>order of stages</translation>
    </message>
    <message>
        <source>order of roles</source>
        <translation>order of roles</translation>
    </message>
    <message>
        <source>order of questions</source>
        <translation>order of questions</translation>
    </message>
    <message>
        <source>order of reasons</source>
        <translation>order of reasons</translation>
    </message>
    <message>
        <source>Role “{title}”</source>
        <translation>Role “{title}”</translation>
    </message>
    <message>
        <source>Stage “{title}”</source>
        <translation>Stage “{title}”</translation>
    </message>
    <message>
        <source>Question “{title}”</source>
        <translation>Question “{title}”</translation>
    </message>
    <message>
        <source>Reason “{title}”</source>
        <translation>Reason “{title}”</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>not set</translation>
    </message>
    <message>
        <source>always</source>
        <translation>always</translation>
    </message>
    <message>
        <source>after {step}</source>
        <translation>after {step}</translation>
    </message>
    <message>
        <source>before {step}</source>
        <translation>before {step}</translation>
    </message>
    <message>
        <source>{number} to the right</source>
        <translation>{number} to the right</translation>
    </message>
    <message>
        <source>{number} to the left</source>
        <translation>{number} to the left</translation>
    </message>
    <message>
        <source>{number} lower</source>
        <translation>{number} lower</translation>
    </message>
    <message>
        <source>{number} higher</source>
        <translation>{number} higher</translation>
    </message>
    <message>
        <source>none</source>
        <translation>none</translation>
    </message>
    <message>
        <source>the initiator</source>
        <translation>the initiator</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>{before} before, then every {repeat}</source>
        <translation>{before} before, then every {repeat}</translation>
    </message>
    <message>
        <source>{days} overdue</source>
        <translation>{days} overdue</translation>
    </message>
</context>
<context>
    <name>RevisionsBar</name>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} of {count}</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Moved</translation>
    </message>
    <message>
        <source>Older revision</source>
        <translation>Older revision</translation>
    </message>
    <message>
        <source>Newer revision</source>
        <translation>Newer revision</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>Previous change</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>Next change</translation>
    </message>
</context>
<context>
    <name>RevisionsDesk</name>
    <message>
        <source>Restore revision {number}</source>
        <translation>Restore revision {number}</translation>
    </message>
</context>
<context>
    <name>RevisionsModel</name>
    <message>
        <source>newer</source>
        <translation>newer</translation>
    </message>
    <message>
        <source>older</source>
        <translation>older</translation>
    </message>
</context>
<context>
    <name>RevisionsPage</name>
    <message>
        <source>No role</source>
        <translation>No role</translation>
    </message>
    <message>
        <source>place in {revision}</source>
        <translation>place in {revision}</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>no date</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Processes</translation>
    </message>
    <message>
        <source>Back to the drawing (Esc)</source>
        <translation>Back to the drawing (Esc)</translation>
    </message>
    <message>
        <source>Comparison of {older} and {newer}</source>
        <translation>Comparison of {older} and {newer}</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Revisions</translation>
    </message>
    <message>
        <source>Restore {revision}</source>
        <translation>Restore {revision}</translation>
    </message>
    <message>
        <source>The drawing becomes that of this revision; undo takes it back</source>
        <translation>The drawing becomes that of this revision; undo takes it back</translation>
    </message>
    <message>
        <source>Drawing of both revisions</source>
        <translation>Drawing of both revisions</translation>
    </message>
    <message>
        <source>Influence</source>
        <translation>Influence</translation>
    </message>
</context>
<context>
    <name>RolePanel</name>
    <message>
        <source>Assignee by default</source>
        <translation>Assignee by default</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>Deputy</translation>
    </message>
    <message>
        <source>Who gets the task</source>
        <translation>Who gets the task</translation>
    </message>
    <message>
        <source>Change the assignee</source>
        <translation>Change the assignee</translation>
    </message>
    <message>
        <source>Change the deputy</source>
        <translation>Change the deputy</translation>
    </message>
    <message>
        <source>Change the assignee in the region</source>
        <translation>Change the assignee in the region</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Replace everywhere…</source>
        <translation>Replace everywhere…</translation>
    </message>
    <message>
        <source>Assignee in “{name}”</source>
        <translation>Assignee in “{name}”</translation>
    </message>
    <message>
        <source>As by default</source>
        <translation>As by default</translation>
    </message>
    <message>
        <source>By the structure…</source>
        <translation>By the structure…</translation>
    </message>
    <message>
        <source>Outlet for which the rule is shown</source>
        <translation>Outlet for which the rule is shown</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>head of “{what}”</source>
        <translation>head of “{what}”</translation>
    </message>
    <message>
        <source>position “{what}”</source>
        <translation>position “{what}”</translation>
    </message>
    <message>
        <source>Assignee by default: {rule}</source>
        <translation>Assignee by default: {rule}</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>dismissed, no access to the portal</source>
        <translation>dismissed, no access to the portal</translation>
    </message>
    <message>
        <source>absent till {day}</source>
        <translation>absent till {day}</translation>
    </message>
    <message>
        <source>Any outlet of “{name}”</source>
        <translation>Any outlet of “{name}”</translation>
    </message>
    <message>
        <source>Any outlet</source>
        <translation>Any outlet</translation>
    </message>
    <message>
        <source>Nobody: an outlet cannot be launched with this role.</source>
        <translation>Nobody: an outlet cannot be launched with this role.</translation>
    </message>
    <message>
        <source>New tasks go to {name}.</source>
        <translation>New tasks go to {name}.</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Outlet</translation>
    </message>
    <message>
        <source>Region “{name}”</source>
        <translation>Region “{name}”</translation>
    </message>
    <message>
        <source>By default</source>
        <translation>By default</translation>
    </message>
    <message>
        <source>Absent → deputy</source>
        <translation>Absent → deputy</translation>
    </message>
    <message>
        <source>set at the launch</source>
        <translation>set at the launch</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>not set</translation>
    </message>
    <message>
        <source>{name}, dismissed</source>
        <translation>{name}, dismissed</translation>
    </message>
    <message>
        <source>{name}, absent</source>
        <translation>{name}, absent</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>not needed</translation>
    </message>
</context>
<context>
    <name>RoleSheets</name>
    <message>
        <source>Save as a spreadsheet…</source>
        <translation>Save as a spreadsheet…</translation>
    </message>
    <message>
        <source>Read from a spreadsheet…</source>
        <translation>Read from a spreadsheet…</translation>
    </message>
    <message>
        <source>Roles and regions</source>
        <translation>Roles and regions</translation>
    </message>
    <message>
        <source>Save as a spreadsheet</source>
        <translation>Save as a spreadsheet</translation>
    </message>
    <message>
        <source>Read from a spreadsheet</source>
        <translation>Read from a spreadsheet</translation>
    </message>
</context>
<context>
    <name>RolesDialogs</name>
    <message>
        <source>Region “{name}”</source>
        <translation>Region “{name}”</translation>
    </message>
    <message>
        <source>New region</source>
        <translation>New region</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>Absence</translation>
    </message>
    <message>
        <source>New absence</source>
        <translation>New absence</translation>
    </message>
</context>
<context>
    <name>RolesModel</name>
    <message>
        <source>Not set</source>
        <translation>Not set</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nobody</translation>
    </message>
    <message>
        <source>{name}, dismissed</source>
        <translation>{name}, dismissed</translation>
    </message>
    <message>
        <source>{name}, as by default</source>
        <translation>{name}, as by default</translation>
    </message>
    <message>
        <source>Dismissed: no access to the portal.</source>
        <translation>Dismissed: no access to the portal.</translation>
    </message>
    <message>
        <source>Absent till {day}.</source>
        <translation>Absent till {day}.</translation>
    </message>
    <message>
        <source>Named by the structure of the company.</source>
        <translation>Named by the structure of the company.</translation>
    </message>
    <message>
        <source>As by default.</source>
        <translation>As by default.</translation>
    </message>
    <message>
        <source>Tasks of this week: {share} of the norm.</source>
        <translation>Tasks of this week: {share} of the norm.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>By default</source>
        <translation>By default</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>Deputy</translation>
    </message>
    <message numerus="yes">
        <source>%n approval(s)</source>
        <translation>
            <numerusform>%n approval</numerusform>
            <numerusform>%n approvals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>till {day}</source>
        <translation>till {day}</translation>
    </message>
    <message>
        <source>stands in</source>
        <translation>stands in</translation>
    </message>
</context>
<context>
    <name>RolesPlace</name>
    <message>
        <source>Roles and people</source>
        <translation>Roles and people</translation>
    </message>
    <message numerus="yes">
        <source>%n role(s)</source>
        <translation>
            <numerusform>%n role</numerusform>
            <numerusform>%n roles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) on the portal</source>
        <translation>
            <numerusform>%n person on the portal</numerusform>
            <numerusform>%n people on the portal</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Replace…</translation>
    </message>
    <message>
        <source>Name: set here · grey name: as by default · the tree: by the structure of the company</source>
        <translation>Name: set here · grey name: as by default · the tree: by the structure of the company</translation>
    </message>
    <message>
        <source>Double click, Enter or F2 changes the person</source>
        <translation>Double click, Enter or F2 changes the person</translation>
    </message>
    <message>
        <source>Roles and their people</source>
        <translation>Roles and their people</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>Spreadsheet</translation>
    </message>
    <message>
        <source>No roles yet</source>
        <translation>No roles yet</translation>
    </message>
    <message>
        <source>Roles come from published processes: publish one in Processes.</source>
        <translation>Roles come from published processes: publish one in Processes.</translation>
    </message>
    <message>
        <source>Reading roles and people…</source>
        <translation>Reading roles and people…</translation>
    </message>
    <message>
        <source>Roles and regions</source>
        <translation>Roles and regions</translation>
    </message>
    <message>
        <source>Overrides of outlets</source>
        <translation>Overrides of outlets</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Absences</translation>
    </message>
    <message>
        <source>{name} is dismissed.</source>
        <translation>{name} is dismissed.</translation>
    </message>
    <message>
        <source>“{role}”</source>
        <translation>“{role}”</translation>
    </message>
    <message numerus="yes">
        <source>%n open task(s)</source>
        <translation>
            <numerusform>%n open task</numerusform>
            <numerusform>%n open tasks</numerusform>
        </translation>
    </message>
    <message>
        <source>Holds the role {roles}, {tasks}.</source>
        <translation>Holds the role {roles}, {tasks}.</translation>
    </message>
    <message>
        <source>Holds {tasks}.</source>
        <translation>Holds {tasks}.</translation>
    </message>
    <message numerus="yes">
        <source>%n more dismissed holder(s).</source>
        <translation>
            <numerusform>%n more dismissed holder.</numerusform>
            <numerusform>%n more dismissed holders.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nobody</translation>
    </message>
    <message>
        <source>As by default</source>
        <translation>As by default</translation>
    </message>
    <message>
        <source>As everywhere</source>
        <translation>As everywhere</translation>
    </message>
</context>
<context>
    <name>SavedNote</name>
    <message>
        <source>draft saved {time}</source>
        <translation>draft saved {time}</translation>
    </message>
</context>
<context>
    <name>ScheduleChart</name>
    <message>
        <source>On the critical path</source>
        <translation>On the critical path</translation>
    </message>
    <message numerus="yes">
        <source>Slack: %n wd</source>
        <translation>
            <numerusform>Slack: %n wd</numerusform>
            <numerusform>Slack: %n wd</numerusform>
        </translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>target {day}</source>
        <translation>target {day}</translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>Schedule</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>All {count}</translation>
    </message>
    <message>
        <source>Important {count}</source>
        <translation>Important {count}</translation>
    </message>
    <message>
        <source>critical path {days}</source>
        <translation>critical path {days}</translation>
    </message>
</context>
<context>
    <name>SettingsPlace</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>hold at once, Ctrl+Z undoes</source>
        <translation>hold at once, Ctrl+Z undoes</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connection</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Terms</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>Look and language</translation>
    </message>
    <message>
        <source>Data and copies</source>
        <translation>Data and copies</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnostics</translation>
    </message>
    <message>
        <source>About the program</source>
        <translation>About the program</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Sections</translation>
    </message>
    <message>
        <source>Disconnect {host}?</source>
        <translation>Disconnect {host}?</translation>
    </message>
    <message>
        <source>The engine stops and the webhook is forgotten on this computer. Outlets, processes and history stay; nothing changes on the portal.</source>
        <translation>The engine stops and the webhook is forgotten on this computer. Outlets, processes and history stay; nothing changes on the portal.</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Disconnect</translation>
    </message>
    <message>
        <source>Asked every {seconds} s</source>
        <translation>Asked every {seconds} s</translation>
    </message>
    <message>
        <source>Remove the exception {day}</source>
        <translation>Remove the exception {day}</translation>
    </message>
    <message>
        <source>Exception {day}</source>
        <translation>Exception {day}</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>Working hours</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Tolerance</translation>
    </message>
    <message>
        <source>View only</source>
        <translation>View only</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Daily copy</source>
        <translation>Daily copy</translation>
    </message>
    <message>
        <source>Restore the data of {moment}?</source>
        <translation>Restore the data of {moment}?</translation>
    </message>
    <message>
        <source>Outlets, processes, roles, calendar and history become as they were at that moment. What the portal holds stays: the engine reads it again and creates nothing until then. The present data is copied before.</source>
        <translation>Outlets, processes, roles, calendar and history become as they were at that moment. What the portal holds stays: the engine reads it again and creates nothing until then. The present data is copied before.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>Write the file</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>SeveralForm</name>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Days: min, usual, max</source>
        <translation>Days: min, usual, max</translation>
    </message>
    <message>
        <source>Least, working days</source>
        <translation>Least, working days</translation>
    </message>
    <message>
        <source>Usually, working days</source>
        <translation>Usually, working days</translation>
    </message>
    <message>
        <source>Most, working days</source>
        <translation>Most, working days</translation>
    </message>
    <message>
        <source>different</source>
        <translation>different</translation>
    </message>
    <message>
        <source>A value given here goes to every selected step. Milestones keep no duration.</source>
        <translation>A value given here goes to every selected step. Milestones keep no duration.</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>not set</translation>
    </message>
    <message>
        <source>no stage</source>
        <translation>no stage</translation>
    </message>
    <message numerus="yes">
        <source>Change the role of %n step(s)</source>
        <translation>
            <numerusform>Change the role of %n step</numerusform>
            <numerusform>Change the role of %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change the stage of %n step(s)</source>
        <translation>
            <numerusform>Change the stage of %n step</numerusform>
            <numerusform>Change the stage of %n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change the duration of %n step(s)</source>
        <translation>
            <numerusform>Change the duration of %n step</numerusform>
            <numerusform>Change the duration of %n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Warnings</source>
        <translation>Warnings</translation>
    </message>
    <message>
        <source>People</source>
        <translation>People</translation>
    </message>
    <message>
        <source>a click changes it for this outlet</source>
        <translation>a click changes it for this outlet</translation>
    </message>
    <message>
        <source>What the director will see</source>
        <translation>What the director will see</translation>
    </message>
    <message>
        <source>What appears on the portal</source>
        <translation>What appears on the portal</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>At once</translation>
    </message>
    <message>
        <source>After “{answer}”</source>
        <translation>After “{answer}”</translation>
    </message>
    <message>
        <source>The bot&apos;s message with buttons: {person}</source>
        <translation>The bot&apos;s message with buttons: {person}</translation>
    </message>
    <message>
        <source>Project “{title}”</source>
        <translation>Project “{title}”</translation>
    </message>
    <message numerus="yes">
        <source>%n more task(s), each when its turn comes</source>
        <translation>
            <numerusform>%n more task, each when its turn comes</numerusform>
            <numerusform>%n more tasks, each when its turn comes</numerusform>
        </translation>
    </message>
    <message>
        <source>Task “{title}”, {person}</source>
        <translation>Task “{title}”, {person}</translation>
    </message>
</context>
<context>
    <name>Staffing</name>
    <message>
        <source>nobody</source>
        <translation>nobody</translation>
    </message>
    <message>
        <source>“{role}” in {where}: {name}</source>
        <translation>“{role}” in {where}: {name}</translation>
    </message>
    <message>
        <source>as by default</source>
        <translation>as by default</translation>
    </message>
    <message>
        <source>“{role}”, {where}: {name}</source>
        <translation>“{role}”, {where}: {name}</translation>
    </message>
    <message>
        <source>as everywhere</source>
        <translation>as everywhere</translation>
    </message>
    <message>
        <source>Deputy of “{role}”: {name}</source>
        <translation>Deputy of “{role}”: {name}</translation>
    </message>
    <message>
        <source>“{role}”: {name}</source>
        <translation>“{role}”: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) from a spreadsheet</source>
        <translation>
            <numerusform>%n cell from a spreadsheet</numerusform>
            <numerusform>%n cells from a spreadsheet</numerusform>
        </translation>
    </message>
    <message>
        <source>Region “{name}”</source>
        <translation>Region “{name}”</translation>
    </message>
    <message>
        <source>Region “{name}” removed</source>
        <translation>Region “{name}” removed</translation>
    </message>
    <message>
        <source>Norm of {name}: {count}</source>
        <translation>Norm of {name}: {count}</translation>
    </message>
    <message>
        <source>Absence: {name}</source>
        <translation>Absence: {name}</translation>
    </message>
    <message>
        <source>Absence removed: {name}</source>
        <translation>Absence removed: {name}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Demo portal</source>
        <translation>Demo portal</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Check now</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>Remove the dependency</source>
        <translation>Remove the dependency</translation>
    </message>
    <message>
        <source>Change the wait</source>
        <translation>Change the wait</translation>
    </message>
    <message>
        <source>Add a dependency</source>
        <translation>Add a dependency</translation>
    </message>
    <message>
        <source>Change the reasons for a delay</source>
        <translation>Change the reasons for a delay</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Stage</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Days: min, usual, max</source>
        <translation>Days: min, usual, max</translation>
    </message>
    <message>
        <source>Least, working days</source>
        <translation>Least, working days</translation>
    </message>
    <message>
        <source>Usually, working days</source>
        <translation>Usually, working days</translation>
    </message>
    <message>
        <source>Most, working days</source>
        <translation>Most, working days</translation>
    </message>
    <message>
        <source>Add an answer</source>
        <translation>Add an answer</translation>
    </message>
    <message>
        <source>Remove an answer</source>
        <translation>Remove an answer</translation>
    </message>
    <message>
        <source>Change where rework goes back to</source>
        <translation>Change where rework goes back to</translation>
    </message>
    <message>
        <source>Required result</source>
        <translation>Required result</translation>
    </message>
    <message>
        <source>no stage</source>
        <translation>no stage</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>not set</translation>
    </message>
    <message>
        <source>Rename the step</source>
        <translation>Rename the step</translation>
    </message>
    <message>
        <source>Change the kind of the step</source>
        <translation>Change the kind of the step</translation>
    </message>
    <message>
        <source>Change the stage</source>
        <translation>Change the stage</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>Change the role</translation>
    </message>
    <message>
        <source>Change the duration</source>
        <translation>Change the duration</translation>
    </message>
    <message>
        <source>Asks for nothing. Press to add a question</source>
        <translation>Asks for nothing. Press to add a question</translation>
    </message>
    <message>
        <source>Change what is asked for</source>
        <translation>Change what is asked for</translation>
    </message>
    <message>
        <source>Change the condition</source>
        <translation>Change the condition</translation>
    </message>
    <message>
        <source>Require a result</source>
        <translation>Require a result</translation>
    </message>
    <message>
        <source>Change the reminder</source>
        <translation>Change the reminder</translation>
    </message>
    <message>
        <source>Change the escalation</source>
        <translation>Change the escalation</translation>
    </message>
    <message>
        <source>Change the checklist</source>
        <translation>Change the checklist</translation>
    </message>
    <message>
        <source>Change the description</source>
        <translation>Change the description</translation>
    </message>
    <message>
        <source>Change the answer</source>
        <translation>Change the answer</translation>
    </message>
</context>
<context>
    <name>StepPalette</name>
    <message>
        <source>Connect with “{step}”</source>
        <translation>Connect with “{step}”</translation>
    </message>
    <message>
        <source>New task “{name}”</source>
        <translation>New task “{name}”</translation>
    </message>
    <message>
        <source>What comes next: kind, role, step or a name</source>
        <translation>What comes next: kind, role, step or a name</translation>
    </message>
    <message>
        <source>New step</source>
        <translation>New step</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>What fits</translation>
    </message>
</context>
<context>
    <name>StructureMenu</name>
    <message>
        <source>Head of the department</source>
        <translation>Head of the department</translation>
    </message>
    <message>
        <source>Holder of the position</source>
        <translation>Holder of the position</translation>
    </message>
    <message>
        <source>Chosen by hand</source>
        <translation>Chosen by hand</translation>
    </message>
    <message>
        <source>{what} — nobody</source>
        <translation>{what} — nobody</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Target date</source>
        <translation>Target date</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>In time</translation>
    </message>
    <message>
        <source>Share of the trials that open by the target date</source>
        <translation>Share of the trials that open by the target date</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Process, revision</source>
        <translation>Process, revision</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>Critical path</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Opened</translation>
    </message>
    <message>
        <source>Opening forecast P50</source>
        <translation>Opening forecast P50</translation>
    </message>
</context>
<context>
    <name>SummaryForm</name>
    <message>
        <source>Outlet</source>
        <translation>Outlet</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Process and revision</source>
        <translation>Process and revision</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Target date</source>
        <translation>Target date</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>By schedule</source>
        <translation>By schedule</translation>
    </message>
    <message>
        <source>Forecast P50</source>
        <translation>Forecast P50</translation>
    </message>
    <message>
        <source>Forecast P80</source>
        <translation>Forecast P80</translation>
    </message>
    <message>
        <source>Buffer to target</source>
        <translation>Buffer to target</translation>
    </message>
    <message>
        <source>from the start</source>
        <translation>from the start</translation>
    </message>
    <message>
        <source>from the target</source>
        <translation>from the target</translation>
    </message>
    <message>
        <source>Direction of the calculation</source>
        <translation>Direction of the calculation</translation>
    </message>
    <message>
        <source>Too late already: the start was {day}</source>
        <translation>Too late already: the start was {day}</translation>
    </message>
    <message>
        <source>In time: {chance}</source>
        <translation>In time: {chance}</translation>
    </message>
    <message>
        <source>Forecast: {trials} trials over the estimates of the steps and the production calendar, steps independent.</source>
        <translation>Forecast: {trials} trials over the estimates of the steps and the production calendar, steps independent.</translation>
    </message>
    <message>
        <source>The target is P80. Earlier is possible with a smaller chance: {chance} by {day}.</source>
        <translation>The target is P80. Earlier is possible with a smaller chance: {chance} by {day}.</translation>
    </message>
    <message>
        <source>80 % are reached by {day} (P80).</source>
        <translation>80 % are reached by {day} (P80).</translation>
    </message>
</context>
<context>
    <name>TargetChoice</name>
    <message>
        <source>By schedule, no buffer</source>
        <translation>By schedule, no buffer</translation>
    </message>
    <message>
        <source>Most likely (P50)</source>
        <translation>Most likely (P50)</translation>
    </message>
    <message>
        <source>With a buffer (P80), default</source>
        <translation>With a buffer (P80), default</translation>
    </message>
    <message>
        <source>Almost certain (P95)</source>
        <translation>Almost certain (P95)</translation>
    </message>
</context>
<context>
    <name>TargetDialog</name>
    <message>
        <source>Move the target date?</source>
        <translation>Move the target date?</translation>
    </message>
    <message>
        <source>Target date</source>
        <translation>Target date</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Move the target date</source>
        <translation>Move the target date</translation>
    </message>
</context>
<context>
    <name>TermsSection</name>
    <message>
        <source>Terms</source>
        <translation>Terms</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Tolerance</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>Working hours</translation>
    </message>
    <message>
        <source>Later than the target by more than the tolerance is late; by less is at risk.</source>
        <translation>Later than the target by more than the tolerance is late; by less is at risk.</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>critical path</source>
        <translation>critical path</translation>
    </message>
    <message>
        <source>Join (all)</source>
        <translation>Join (all)</translation>
    </message>
    <message>
        <source>New: {kind}</source>
        <translation>New: {kind}</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Select</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Pan</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Connect</translation>
    </message>
    <message>
        <source>Make room: drag everything right of or below the pointer</source>
        <translation>Make room: drag everything right of or below the pointer</translation>
    </message>
    <message>
        <source>Align and distribute the selected steps</source>
        <translation>Align and distribute the selected steps</translation>
    </message>
    <message>
        <source>Arrange automatically</source>
        <translation>Arrange automatically</translation>
    </message>
    <message>
        <source>Show the critical path</source>
        <translation>Show the critical path</translation>
    </message>
    <message>
        <source>List of steps</source>
        <translation>List of steps</translation>
    </message>
    <message>
        <source>Find a step</source>
        <translation>Find a step</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>Search or run</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open the window</source>
        <translation>Open the window</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notifications</translation>
    </message>
</context>
<context>
    <name>WarningsList</name>
    <message>
        <source>Choose…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>Nothing speaks against it</source>
        <translation>Nothing speaks against it</translation>
    </message>
    <message>
        <source>Target {day}</source>
        <translation>Target {day}</translation>
    </message>
    <message>
        <source>Name this date to the director</source>
        <translation>Name this date to the director</translation>
    </message>
    <message>
        <source>Start on {day}</source>
        <translation>Start on {day}</translation>
    </message>
    <message>
        <source>In this outlet the role goes to {name}</source>
        <translation>In this outlet the role goes to {name}</translation>
    </message>
    <message>
        <source>Hand to {name}</source>
        <translation>Hand to {name}</translation>
    </message>
    <message>
        <source>As the roles say</source>
        <translation>As the roles say</translation>
    </message>
    <message>
        <source>Take the choice for this outlet back</source>
        <translation>Take the choice for this outlet back</translation>
    </message>
    <message>
        <source>Choose a person for this outlet</source>
        <translation>Choose a person for this outlet</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Ask the portal now</source>
        <translation>Ask the portal now</translation>
    </message>
    <message>
        <source>Open the processes</source>
        <translation>Open the processes</translation>
    </message>
    <message>
        <source>Default dates</source>
        <translation>Default dates</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Go to the field</source>
        <translation>Go to the field</translation>
    </message>
</context>
<context>
    <name>WhatIfSection</name>
    <message>
        <source>Push this today</source>
        <translation>Push this today</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>What if</translation>
    </message>
    <message>
        <source>Supposed, not written anywhere</source>
        <translation>Supposed, not written anywhere</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Computing…</translation>
    </message>
    <message>
        <source>Back from the target</source>
        <translation>Back from the target</translation>
    </message>
</context>
<context>
    <name>WhenForm</name>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Count from the start</source>
        <translation>Count from the start</translation>
    </message>
    <message>
        <source>Count from the target</source>
        <translation>Count from the target</translation>
    </message>
    <message>
        <source>Direction of the calculation</source>
        <translation>Direction of the calculation</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Target opening date</source>
        <translation>Target opening date</translation>
    </message>
    <message>
        <source>typed, chance {chance}</source>
        <translation>typed, chance {chance}</translation>
    </message>
    <message>
        <source>by schedule, chance {chance}</source>
        <translation>by schedule, chance {chance}</translation>
    </message>
    <message>
        <source>P80 by default, chance {chance}</source>
        <translation>P80 by default, chance {chance}</translation>
    </message>
    <message>
        <source>{name}, chance {chance}</source>
        <translation>{name}, chance {chance}</translation>
    </message>
    <message>
        <source>too late already</source>
        <translation>too late already</translation>
    </message>
    <message>
        <source>the latest for P80</source>
        <translation>the latest for P80</translation>
    </message>
    <message>
        <source>{weekday}, working day</source>
        <translation>{weekday}, working day</translation>
    </message>
    <message>
        <source>day off, from {day}</source>
        <translation>day off, from {day}</translation>
    </message>
    <message>
        <source>The start had to be {day}; from {start} on the chance is {chance}</source>
        <translation>The start had to be {day}; from {start} on the chance is {chance}</translation>
    </message>
</context>
<context>
    <name>WhereForm</name>
    <message>
        <source>Address: the portal project gets this name</source>
        <translation>Address: the portal project gets this name</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>City, street, house</source>
        <translation>City, street, house</translation>
    </message>
    <message>
        <source>by the city, can be changed</source>
        <translation>by the city, can be changed</translation>
    </message>
    <message>
        <source>a new region: people by default</source>
        <translation>a new region: people by default</translation>
    </message>
    <message>
        <source>No such outlet yet</source>
        <translation>No such outlet yet</translation>
    </message>
    <message>
        <source>Looks like the same:</source>
        <translation>Looks like the same:</translation>
    </message>
    <message>
        <source>No such outlet yet. Similar:</source>
        <translation>No such outlet yet. Similar:</translation>
    </message>
    <message>
        <source>opened {day}</source>
        <translation>opened {day}</translation>
    </message>
</context>
<context>
    <name>WordForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Letters on a card</source>
        <translation>Letters on a card</translation>
    </message>
    <message>
        <source>What this role does</source>
        <translation>What this role does</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Choices, one a line</source>
        <translation>Choices, one a line</translation>
    </message>
    <message>
        <source>Must be answered</source>
        <translation>Must be answered</translation>
    </message>
    <message>
        <source>Whose time it is</source>
        <translation>Whose time it is</translation>
    </message>
    <message>
        <source>How it is known</source>
        <translation>How it is known</translation>
    </message>
    <message>
        <source>code in texts and conditions: {id}</source>
        <translation>code in texts and conditions: {id}</translation>
    </message>
    <message>
        <source>ours</source>
        <translation>ours</translation>
    </message>
    <message>
        <source>of others: supplier, authority</source>
        <translation>of others: supplier, authority</translation>
    </message>
    <message>
        <source>the holder is asked</source>
        <translation>the holder is asked</translation>
    </message>
    <message>
        <source>the program sees it</source>
        <translation>the program sees it</translation>
    </message>
    <message numerus="yes">
        <source>Used by %n step(s)</source>
        <translation>
            <numerusform>Used by %n step</numerusform>
            <numerusform>Used by %n steps</numerusform>
        </translation>
    </message>
    <message>
        <source>Used by no step</source>
        <translation>Used by no step</translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>Data of the confirmation</source>
        <translation>Data of the confirmation</translation>
    </message>
    <message>
        <source>The bot and the form ask for these, in this order, once the fact is confirmed.</source>
        <translation>The bot and the form ask for these, in this order, once the fact is confirmed.</translation>
    </message>
    <message>
        <source>Words of the process</source>
        <translation>Words of the process</translation>
    </message>
    <message>
        <source>Questions of the launch</source>
        <translation>Questions of the launch</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stages</translation>
    </message>
    <message>
        <source>Reasons for a delay</source>
        <translation>Reasons for a delay</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>WordsPage</name>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Stages</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>Reasons for a delay</source>
        <translation>Reasons for a delay</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Move down</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Change the roles</source>
        <translation>Change the roles</translation>
    </message>
    <message>
        <source>Change the stages</source>
        <translation>Change the stages</translation>
    </message>
    <message>
        <source>Change the questions of the launch</source>
        <translation>Change the questions of the launch</translation>
    </message>
    <message>
        <source>Change the reasons for a delay</source>
        <translation>Change the reasons for a delay</translation>
    </message>
    <message>
        <source>Change what is asked for</source>
        <translation>Change what is asked for</translation>
    </message>
</context>
<context>
    <name>YearView</name>
    <message>
        <source>working by the company</source>
        <translation>working by the company</translation>
    </message>
    <message>
        <source>day off by the company</source>
        <translation>day off by the company</translation>
    </message>
    <message>
        <source>working Saturday by law</source>
        <translation>working Saturday by law</translation>
    </message>
    <message>
        <source>working day</source>
        <translation>working day</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>weekend</translation>
    </message>
    <message>
        <source>holiday or moved day off</source>
        <translation>holiday or moved day off</translation>
    </message>
</context>
<context>
    <name>ZoomControl</name>
    <message>
        <source>Zoom out</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Actual size</translation>
    </message>
    <message>
        <source>Show the whole process</source>
        <translation>Show the whole process</translation>
    </message>
</context>
<context>
    <name>_ExceptionRow</name>
    <message>
        <source>What for</source>
        <translation>What for</translation>
    </message>
    <message>
        <source>working</source>
        <translation>working</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>day off</translation>
    </message>
    <message>
        <source>Remove the exception of {day}</source>
        <translation>Remove the exception of {day}</translation>
    </message>
    <message>
        <source>moves nobody yet</source>
        <translation>moves nobody yet</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s)</source>
        <translation>
            <numerusform>%n outlet</numerusform>
            <numerusform>%n outlets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
</TS>
