<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>AboutSection</name>
    <message>
        <source>About the program</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Версия</translation>
    </message>
    <message>
        <source>Stands on</source>
        <translation>На чём работает</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Система</translation>
    </message>
    <message>
        <source>schema of the data {number}</source>
        <translation>схема данных {number}</translation>
    </message>
</context>
<context>
    <name>AbsenceDialog</name>
    <message>
        <source>Person</source>
        <translation>Человек</translation>
    </message>
    <message>
        <source>from</source>
        <translation>с</translation>
    </message>
    <message>
        <source>to, inclusive</source>
        <translation>по, включительно</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Примечание</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>Choose the person.</source>
        <translation>Выберите человека.</translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation>Последний день раньше первого.</translation>
    </message>
</context>
<context>
    <name>AbsencesPage</name>
    <message>
        <source>typed here</source>
        <translation>введено здесь</translation>
    </message>
    <message>
        <source>calendar of the portal</source>
        <translation>календарь портала</translation>
    </message>
    <message>
        <source>Absences of the portal&apos;s calendar end there.</source>
        <translation>Отсутствие из календаря портала снимают там же.</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>Отсутствие</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Человек</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Должность</translation>
    </message>
    <message>
        <source>From</source>
        <translation>С</translation>
    </message>
    <message>
        <source>To, inclusive</source>
        <translation>По, включительно</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>Откуда известно</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Отсутствия</translation>
    </message>
    <message>
        <source>Everybody is here</source>
        <translation>Все на месте</translation>
    </message>
    <message>
        <source>Absences of the portal&apos;s calendar appear by themselves. Type one here when the calendar does not know it: tasks then go to the deputy.</source>
        <translation>Отсутствия из календаря портала появляются сами. Введите отсутствие здесь, если в календаре его нет: задачи пойдут заместителю.</translation>
    </message>
</context>
<context>
    <name>AddressPage</name>
    <message>
        <source>Which outlet</source>
        <translation>Какая точка</translation>
    </message>
    <message>
        <source>Process and revision</source>
        <translation>Процесс и ревизия</translation>
    </message>
    <message>
        <source>Questions of the process</source>
        <translation>Вопросы процесса</translation>
    </message>
    <message>
        <source>{name} · revision {revision} of {day}</source>
        <translation>{name} · ревизия {revision} от {day}</translation>
    </message>
    <message>
        <source>{name} · revision {revision}</source>
        <translation>{name} · ревизия {revision}</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n шаг</numerusform>
            <numerusform>%n шага</numerusform>
            <numerusform>%n шагов</numerusform>
        </translation>
    </message>
    <message>
        <source>{steps}. The draft cannot be launched until it is published</source>
        <translation>{steps}. Черновик для запуска недоступен, пока не опубликован</translation>
    </message>
    <message>
        <source>fields of revision {revision}</source>
        <translation>поля из ревизии {revision}</translation>
    </message>
</context>
<context>
    <name>AlertsSection</name>
    <message>
        <source>Notifications</source>
        <translation>Уведомления</translation>
    </message>
    <message>
        <source>Tell in the system tray what needs me</source>
        <translation>Сообщать в области уведомлений о том, что требует меня</translation>
    </message>
    <message>
        <source>Tell of decisions that are asked of others, too</source>
        <translation>Сообщать и о решениях, которых ждут от других</translation>
    </message>
    <message>
        <source>View only: nothing can be changed from this window</source>
        <translation>Только просмотр: из этого окна ничего не изменить</translation>
    </message>
</context>
<context>
    <name>CalendarSection</name>
    <message numerus="yes">
        <source>%n working day(s) in {year}</source>
        <translation>
            <numerusform>%n рабочий день в {year}</numerusform>
            <numerusform>%n рабочих дня в {year}</numerusform>
            <numerusform>%n рабочих дней в {year}</numerusform>
        </translation>
    </message>
    <message>
        <source>{days} by law, exceptions of the company: {own}</source>
        <translation>по закону {days}, исключений компании: {own}</translation>
    </message>
    <message>
        <source>{year} is preliminary: its decree is not known</source>
        <translation>{year} пока предварительно: нет постановления</translation>
    </message>
    <message>
        <source>Working calendar</source>
        <translation>Производственный календарь</translation>
    </message>
    <message>
        <source>Russia; click a day to make it an exception</source>
        <translation>Россия; щелчок по дню делает его исключением</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>выходной</translation>
    </message>
    <message>
        <source>holiday or moved day</source>
        <translation>праздник или перенос</translation>
    </message>
    <message>
        <source>working Saturday</source>
        <translation>рабочая суббота</translation>
    </message>
    <message>
        <source>exception: day off</source>
        <translation>исключение: выходной</translation>
    </message>
    <message>
        <source>exception: working</source>
        <translation>исключение: рабочий</translation>
    </message>
    <message>
        <source>Exceptions of the company</source>
        <translation>Исключения компании</translation>
    </message>
    <message>
        <source>effect on openings</source>
        <translation>влияние на открытия</translation>
    </message>
    <message>
        <source>There are none: dates are counted by the law alone.</source>
        <translation>Их нет: сроки считаются только по закону.</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Rename</source>
        <translation>Переименовать</translation>
    </message>
    <message>
        <source>Change the kind</source>
        <translation>Сменить вид</translation>
    </message>
    <message>
        <source>Its finish is the opening</source>
        <translation>Завершение этого шага — открытие точки</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Вырезать</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Insert a step</source>
        <translation>Вставить шаг</translation>
    </message>
    <message>
        <source>Delete the dependency</source>
        <translation>Удалить связь</translation>
    </message>
    <message>
        <source>By name…</source>
        <translation>По названию…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Вставить</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Выделить всё</translation>
    </message>
    <message>
        <source>Arrange automatically</source>
        <translation>Разложить автоматически</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>Duration: min, usual, max</source>
        <translation>Срок: мин, обычно, макс</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Условие</translation>
    </message>
    <message>
        <source>F2 rename, Enter details, T next task</source>
        <translation>F2 имя, Enter свойства, T следующая задача</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Задача</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Согласование</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>Подтверждение</translation>
    </message>
    <message>
        <source>Milestone</source>
        <translation>Веха</translation>
    </message>
</context>
<context>
    <name>ChangesModel</name>
    <message>
        <source>Added</source>
        <translation>Добавлено</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Удалено</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменено</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Сдвинуто</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Шаг</translation>
    </message>
    <message>
        <source>What has changed</source>
        <translation>Что изменилось</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Открытие</translation>
    </message>
</context>
<context>
    <name>ChangesPanel</name>
    <message>
        <source>Changes</source>
        <translation>Изменения</translation>
    </message>
    <message>
        <source>{shown} of {whole}</source>
        <translation>{shown} из {whole}</translation>
    </message>
    <message>
        <source>dependencies are told with their steps</source>
        <translation>связи показаны у своих шагов</translation>
    </message>
    <message>
        <source>Copy the table</source>
        <translation>Скопировать таблицу</translation>
    </message>
    <message>
        <source>Nothing differs</source>
        <translation>Отличий нет</translation>
    </message>
    <message>
        <source>Nothing is left by the filter</source>
        <translation>Фильтр ничего не оставил</translation>
    </message>
</context>
<context>
    <name>Checklist</name>
    <message>
        <source>Checklist</source>
        <translation>Чек-лист</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>Добавить пункт</translation>
    </message>
    <message>
        <source>Line of the checklist</source>
        <translation>Пункт чек-листа</translation>
    </message>
    <message>
        <source>What to tick off</source>
        <translation>Что отметить</translation>
    </message>
    <message>
        <source>Drag to move, or Alt+Up, Alt+Down</source>
        <translation>Перетащите или нажмите Alt+↑, Alt+↓</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>Убрать пункт</translation>
    </message>
</context>
<context>
    <name>ChecksPart</name>
    <message>
        <source>A result is required</source>
        <translation>Требуется результат</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Напоминать за</translation>
    </message>
    <message>
        <source>wd before the deadline</source>
        <translation>р. д. до срока</translation>
    </message>
    <message>
        <source>Remind before the deadline, working days</source>
        <translation>Напоминать до срока, рабочие дни</translation>
    </message>
    <message>
        <source>then</source>
        <translation>затем</translation>
    </message>
    <message>
        <source>Repeat the reminder</source>
        <translation>Повторять напоминание</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Просрочка</translation>
    </message>
    <message>
        <source>wd</source>
        <translation>р. д.</translation>
    </message>
    <message>
        <source>tell</source>
        <translation>кому:</translation>
    </message>
    <message>
        <source>Overdue, working days</source>
        <translation>Просрочка, рабочие дни</translation>
    </message>
    <message>
        <source>Whom to tell</source>
        <translation>Кому сообщить</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>ежедневно</translation>
    </message>
    <message numerus="yes">
        <source>every %n wd</source>
        <translation>
            <numerusform>каждый %n р. д.</numerusform>
            <numerusform>каждые %n р. д.</numerusform>
            <numerusform>каждые %n р. д.</numerusform>
        </translation>
    </message>
    <message>
        <source>Initiator</source>
        <translation>Инициатор</translation>
    </message>
</context>
<context>
    <name>ConditionPart</name>
    <message>
        <source>Condition</source>
        <translation>Условие</translation>
    </message>
    <message>
        <source>always</source>
        <translation>всегда</translation>
    </message>
    <message>
        <source>Build the condition from the questions of the launch</source>
        <translation>Собрать условие из вопросов запуска</translation>
    </message>
    <message>
        <source>all of these</source>
        <translation>все сразу</translation>
    </message>
    <message>
        <source>any of these</source>
        <translation>хотя бы одно</translation>
    </message>
    <message>
        <source>Questions of the launch: {names}</source>
        <translation>Вопросы запуска: {names}</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Вопрос</translation>
    </message>
    <message>
        <source>How it is compared</source>
        <translation>Как сравнить</translation>
    </message>
    <message>
        <source>With what</source>
        <translation>С чем</translation>
    </message>
    <message>
        <source>Remove the comparison</source>
        <translation>Удалить сравнение</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>several, with commas</source>
        <translation>несколько, через запятую</translation>
    </message>
    <message>
        <source>is</source>
        <translation>равно</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>не равно</translation>
    </message>
    <message>
        <source>one of</source>
        <translation>одно из</translation>
    </message>
    <message>
        <source>This condition has parts inside each other, or cannot be read: change it as text.</source>
        <translation>В этом условии части вложены друг в друга или его не прочитать: правьте его как текст.</translation>
    </message>
    <message>
        <source>The launch asks nothing a condition could use.</source>
        <translation>При запуске не спрашивают ничего, от чего могло бы зависеть условие.</translation>
    </message>
    <message>
        <source>The step is done in every outlet.</source>
        <translation>Шаг выполняется в каждой точке.</translation>
    </message>
    <message>
        <source>Add a comparison</source>
        <translation>Добавить сравнение</translation>
    </message>
    <message>
        <source>Questions of the launch…</source>
        <translation>Вопросы запуска…</translation>
    </message>
</context>
<context>
    <name>ConnectPage</name>
    <message>
        <source>Portal {host}, user {user}</source>
        <translation>Портал {host}, пользователь {user}</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Проверяем…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Подключаем…</translation>
    </message>
    <message>
        <source>The webhook lacks a required right</source>
        <translation>Вебхуку не хватает обязательного права</translation>
    </message>
    <message>
        <source>Check the webhook first</source>
        <translation>Сначала проверьте вебхук</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>администратор</translation>
    </message>
    <message>
        <source>not an administrator</source>
        <translation>не администратор</translation>
    </message>
    <message>
        <source>in the name of {name}, {rank}</source>
        <translation>от имени: {name}, {rank}</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>мс</translation>
    </message>
    <message>
        <source>The portal answers</source>
        <translation>Портал отвечает</translation>
    </message>
    <message>
        <source>The webhook works</source>
        <translation>Вебхук действует</translation>
    </message>
    <message numerus="yes">
        <source>%n employee(s)</source>
        <translation>
            <numerusform>%n сотрудник</numerusform>
            <numerusform>%n сотрудника</numerusform>
            <numerusform>%n сотрудников</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n department(s)</source>
        <translation>
            <numerusform>%n отдел</numerusform>
            <numerusform>%n отдела</numerusform>
            <numerusform>%n отделов</numerusform>
        </translation>
    </message>
    <message>
        <source>People are read</source>
        <translation>Прочитаны люди</translation>
    </message>
    <message>
        <source>Test of writing</source>
        <translation>Проверка записи</translation>
    </message>
    <message>
        <source>after the rights are there</source>
        <translation>после того, как появятся права</translation>
    </message>
    <message>
        <source>makes one test task and deletes it</source>
        <translation>создаст и удалит одну тестовую задачу</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>идёт</translation>
    </message>
    <message>
        <source>task {number} was made and deleted</source>
        <translation>задача {number} создана и удалена</translation>
    </message>
    <message>
        <source>Connect my portal</source>
        <translation>Подключить мой портал</translation>
    </message>
    <message>
        <source>A portal administrator is needed. The address of the webhook is kept in the system&apos;s password store and never gets into the log.</source>
        <translation>Нужен администратор портала. Адрес вебхука хранится в хранилище паролей системы, в журнал не попадает.</translation>
    </message>
    <message>
        <source>Create an inbound webhook</source>
        <translation>Создайте входящий вебхук</translation>
    </message>
    <message>
        <source>Paste its address</source>
        <translation>Вставьте адрес вебхука</translation>
    </message>
    <message>
        <source>Its rights</source>
        <translation>Права вебхука</translation>
    </message>
    <message>
        <source>Check of the connection</source>
        <translation>Проверка связи</translation>
    </message>
    <message>
        <source>On the portal: Developer resources → Other → Inbound webhook. Rights: tasks, projects, users, company structure, chat, chat bots.</source>
        <translation>На портале: Разработчикам → Другое → Входящий вебхук. Права: задачи, проекты, пользователи, структура компании, чат, чат-боты.</translation>
    </message>
    <message>
        <source>Webhook address</source>
        <translation>Адрес вебхука</translation>
    </message>
    <message>
        <source>Show for 10 seconds</source>
        <translation>Показать на 10 секунд</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Вставить</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Скопировать список</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Проверить снова</translation>
    </message>
    <message>
        <source>Try writing again</source>
        <translation>Проверить запись снова</translation>
    </message>
    <message>
        <source>Stop the check</source>
        <translation>Остановить проверку</translation>
    </message>
    <message>
        <source>Until the first launch the program only reads the portal, but for the test task.</source>
        <translation>До первого запуска программа только читает портал, кроме проверки записи.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключить</translation>
    </message>
</context>
<context>
    <name>ConnectPlace</name>
    <message>
        <source>Another portal</source>
        <translation>Другой портал</translation>
    </message>
</context>
<context>
    <name>ConnectRows</name>
    <message>
        <source>Tasks: create, assign, close</source>
        <translation>Задачи: создать, назначить, закрыть</translation>
    </message>
    <message>
        <source>Notes in the chat of a task (REST 3.0)</source>
        <translation>Пометки в чате задачи (REST 3.0)</translation>
    </message>
    <message>
        <source>Projects: create one named by the address</source>
        <translation>Проекты: создать с названием по адресу</translation>
    </message>
    <message>
        <source>Employees and whether they still work</source>
        <translation>Сотрудники и их статус</translation>
    </message>
    <message>
        <source>Company structure</source>
        <translation>Структура компании</translation>
    </message>
    <message>
        <source>Chat: heads of departments</source>
        <translation>Чат: руководители отделов</translation>
    </message>
    <message>
        <source>Bot: buttons of a decision in the director&apos;s phone</source>
        <translation>Бот: кнопки решения в телефоне директора</translation>
    </message>
    <message>
        <source>Absences and who stands in</source>
        <translation>Отпуска и замещения</translation>
    </message>
    <message>
        <source>granted</source>
        <translation>есть</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>missing, optional</source>
        <translation>нет, необязательно</translation>
    </message>
</context>
<context>
    <name>ContextPad</name>
    <message>
        <source>Next: {kind}</source>
        <translation>Дальше: {kind}</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключить</translation>
    </message>
    <message>
        <source>Change the kind</source>
        <translation>Сменить вид</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n пункт</numerusform>
            <numerusform>%n пункта</numerusform>
            <numerusform>%n пунктов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>step and %n dependency(ies)</source>
        <translation>
            <numerusform>шаг и %n связь</numerusform>
            <numerusform>шаг и %n связи</numerusform>
            <numerusform>шаг и %n связей</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>The program stumbled</source>
        <translation>Программа споткнулась</translation>
    </message>
    <message>
        <source>What was being done may be unfinished; the outlets go on. Send this report to whoever looks after the program: it holds no secrets.</source>
        <translation>Последнее действие могло не завершиться; точки продолжают работу. Отправьте этот отчёт тому, кто сопровождает программу: секретов в нём нет.</translation>
    </message>
    <message>
        <source>It is kept in {file}</source>
        <translation>Он сохранён в {file}</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Отчёт</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Скопировать отчёт</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>cannot be read</source>
        <translation>не читается</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>проверена</translation>
    </message>
    <message>
        <source>made by hand, checked</source>
        <translation>сделана вручную, проверена</translation>
    </message>
    <message>
        <source>before a restore, checked</source>
        <translation>перед восстановлением, проверена</translation>
    </message>
    <message>
        <source>before an update, checked</source>
        <translation>перед обновлением, проверена</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s)</source>
        <translation>
            <numerusform>%n точка</numerusform>
            <numerusform>%n точки</numerusform>
            <numerusform>%n точек</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore {moment}…</source>
        <translation>Восстановить {moment}…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Восстановить…</translation>
    </message>
    <message>
        <source>After a restore the engine first reads the portal and creates nothing for {seconds} s.</source>
        <translation>После восстановления движок сначала перечитает портал и {seconds} с ничего не создаёт.</translation>
    </message>
    <message>
        <source>Data and copies</source>
        <translation>Данные и копии</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Открыть папку</translation>
    </message>
    <message>
        <source>A copy every day, the last 14 are kept</source>
        <translation>Копия каждый день, хранить 14</translation>
    </message>
    <message>
        <source>Before an update of the data a copy is always made. Each copy is checked by opening it.</source>
        <translation>Перед обновлением данных копия делается всегда. Каждая копия проверяется открытием.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>What is inside</source>
        <translation>Что внутри</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>Copies of the data</source>
        <translation>Копии данных</translation>
    </message>
    <message>
        <source>Make one now</source>
        <translation>Сделать сейчас</translation>
    </message>
</context>
<context>
    <name>Deciding</name>
    <message>
        <source>Withdraw “{address}”?</source>
        <translation>Отозвать «{address}»?</translation>
    </message>
    <message>
        <source>The decision task is deferred with the reason, nothing more is opened. The history stays; the outlet cannot be brought back, only launched anew.</source>
        <translation>Задача решения будет отложена с этой причиной, больше ничего не откроется. История останется; вернуть точку нельзя, только запустить заново.</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Отозвать</translation>
    </message>
</context>
<context>
    <name>DecisionNext</name>
    <message>
        <source>On the portal there is nothing but the closed decision task. The rounds stay in the history.</source>
        <translation>На портале ничего не создано, кроме закрытой задачи решения. История кругов остаётся у точки.</translation>
    </message>
    <message>
        <source>What stays</source>
        <translation>Что остаётся</translation>
    </message>
    <message>
        <source>The outlet is in the archive with its history. No project was created.</source>
        <translation>Точка в архиве вместе с историей. Проект не создан.</translation>
    </message>
    <message>
        <source>Open tasks are deferred with the reason, the project is archived, nothing is deleted.</source>
        <translation>Открытые задачи отложены с причиной, проект в архиве, ничего не удалено.</translation>
    </message>
    <message>
        <source>What comes next</source>
        <translation>Что будет дальше</translation>
    </message>
    <message>
        <source>the project and its first tasks are created</source>
        <translation>проект и первые задачи</translation>
    </message>
    <message>
        <source>the form opens again with the director&apos;s words</source>
        <translation>форма снова открыта, со словами директора</translation>
    </message>
    <message>
        <source>earlier steps are opened in a new round</source>
        <translation>прежние шаги откроются новым кругом</translation>
    </message>
    <message>
        <source>the outlet goes to the archive, no project</source>
        <translation>точка в архив, проекта нет</translation>
    </message>
    <message>
        <source> and then every working day</source>
        <translation> и затем каждый рабочий день</translation>
    </message>
    <message>
        <source> and then every {days}</source>
        <translation> и затем каждые {days}</translation>
    </message>
    <message>
        <source>The engine reminds on {day} at {time}{every}.</source>
        <translation>Движок напомнит {day} в {time}{every}.</translation>
    </message>
    <message>
        <source>A decision after {day} moves the opening.</source>
        <translation>Решение после {day} сдвинет открытие.</translation>
    </message>
    <message>
        <source>Where time can be saved</source>
        <translation>Где можно сократить</translation>
    </message>
    <message>
        <source>P80 {day}</source>
        <translation>P80 {day}</translation>
    </message>
    <message>
        <source>{p80}, chance {chance}</source>
        <translation>{p80}, шанс {chance}</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Взять</translation>
    </message>
    <message>
        <source>Open the form with this start</source>
        <translation>Открыть форму с этим началом</translation>
    </message>
    <message>
        <source>The chance is of {day}.</source>
        <translation>Шанс успеть к {day}.</translation>
    </message>
    <message>
        <source>Start on {day}</source>
        <translation>Начать {day}</translation>
    </message>
    <message>
        <source>“{step}” in {days}</source>
        <translation>«{step}» за {days}</translation>
    </message>
    <message>
        <source>Both steps shorter</source>
        <translation>Оба шага короче</translation>
    </message>
    <message>
        <source>First tasks</source>
        <translation>Первые задачи</translation>
    </message>
    <message>
        <source>The engine is opening them</source>
        <translation>Движок их открывает</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>срок {day}</translation>
    </message>
</context>
<context>
    <name>DecisionPage</name>
    <message>
        <source>Reason, for sending back and rejecting</source>
        <translation>Причина: нужна для доработки и отказа</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Try again now; what is there already is kept and not made twice</source>
        <translation>Повторить сейчас; созданное остаётся и второй раз не создаётся</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>Отправляем…</translation>
    </message>
    <message>
        <source>Reason, in the words of {name}</source>
        <translation>Причина, слова: {name}</translation>
    </message>
    <message>
        <source>project “{address}”</source>
        <translation>проект «{address}»</translation>
    </message>
    <message>
        <source>Created {done} of {total}, next: {what}</source>
        <translation>Создано {done} из {total}, дальше: {what}</translation>
    </message>
    <message>
        <source>What was created is kept: {done} of {total}.</source>
        <translation>Созданное остаётся: {done} из {total}.</translation>
    </message>
    <message>
        <source>The engine cannot go on by itself</source>
        <translation>Движок не может продолжить сам</translation>
    </message>
    <message>
        <source>Waiting for the decision: {name}</source>
        <translation>Ждём решения: {name}</translation>
    </message>
    <message>
        <source>Approved, the project is being created</source>
        <translation>Согласовано, проект создаётся</translation>
    </message>
    <message>
        <source>Approved, the project “{address}” is created</source>
        <translation>Согласовано, проект «{address}» создан</translation>
    </message>
    <message>
        <source>Sent back for rework</source>
        <translation>На доработку</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Отклонено</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Отозвано</translation>
    </message>
    <message>
        <source>{address}. The outlet is in the portfolio already.</source>
        <translation>{address}. Точка уже в портфеле, пунктиром.</translation>
    </message>
    <message>
        <source>Sent on {when}. {rest}</source>
        <translation>Отправлено {when}. {rest}</translation>
    </message>
    <message>
        <source>{address}. Nothing more will be opened.</source>
        <translation>{address}. Больше ничего не откроется.</translation>
    </message>
    <message>
        <source>{name} answered on {when}.</source>
        <translation>Решение: {name}, {when}.</translation>
    </message>
    <message>
        <source>{name} answered on {when}. {address}.</source>
        <translation>{address}. Решение: {name}, {when}.</translation>
    </message>
    <message>
        <source>Answer for the director</source>
        <translation>Ответить за директора</translation>
    </message>
    <message>
        <source>Only in the demo: the answer goes over the portal like a tap of the director.</source>
        <translation>Только в демо: ответ уйдёт через портал, как нажатие самого директора.</translation>
    </message>
    <message>
        <source>The decision task is being created on the portal.</source>
        <translation>Задача решения создаётся на портале.</translation>
    </message>
    <message>
        <source>What the director sees</source>
        <translation>Что видит директор</translation>
    </message>
    <message>
        <source>Write the reason: the initiator will read it</source>
        <translation>Впишите причину: её прочтёт инициатор</translation>
    </message>
</context>
<context>
    <name>DecisionTimeline</name>
    <message>
        <source>by a button in the chat or by closing the task (tick its checklist); the first answer counts</source>
        <translation>кнопкой в чате или закрыв задачу (отметить пункт чек-листа); засчитан первый ответ</translation>
    </message>
    <message>
        <source>by closing the task (tick its checklist)</source>
        <translation>закрыв задачу (отметить пункт чек-листа)</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Решение</translation>
    </message>
    <message>
        <source>round {number}: a new task and a new message</source>
        <translation>круг {number}: новая задача и новое сообщение</translation>
    </message>
    <message>
        <source>Correct and send again</source>
        <translation>Исправить и отправить снова</translation>
    </message>
    <message>
        <source>round {number}</source>
        <translation>круг {number}</translation>
    </message>
    <message>
        <source>revision {revision}</source>
        <translation>ревизия {revision}</translation>
    </message>
    <message>
        <source>Sent to the director</source>
        <translation>Отправлено директору</translation>
    </message>
    <message>
        <source>Task “{title}”</source>
        <translation>Задача «{title}»</translation>
    </message>
    <message>
        <source>on the portal, № {number}</source>
        <translation>на портале, № {number}</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>срок {day}</translation>
    </message>
    <message>
        <source>The bot wrote into the chat</source>
        <translation>Бот написал в чат</translation>
    </message>
    <message>
        <source>Reminded</source>
        <translation>Напомнили</translation>
    </message>
    <message>
        <source>Project created on the portal</source>
        <translation>Проект создан на портале</translation>
    </message>
    <message>
        <source>The opening is closed</source>
        <translation>Открытие точки закрыто</translation>
    </message>
</context>
<context>
    <name>DelayDialog</name>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>Другое</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>Своими словами</translation>
    </message>
</context>
<context>
    <name>DelayPanel</name>
    <message>
        <source>Hide</source>
        <translation>Скрыть</translation>
    </message>
    <message>
        <source>Why the delay</source>
        <translation>Почему задержка</translation>
    </message>
    <message>
        <source>What the date is made of</source>
        <translation>Из чего складывается срок</translation>
    </message>
    <message>
        <source>opening {shift}</source>
        <translation>открытие {shift}</translation>
    </message>
    <message>
        <source>Parts of the driving chain, working days</source>
        <translation>Вклад шагов ведущей цепочки, р. д.</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Календарь</translation>
    </message>
    <message>
        <source>Spread of estimates</source>
        <translation>Разброс оценок</translation>
    </message>
    <message>
        <source>Shift of the opening</source>
        <translation>Сдвиг открытия</translation>
    </message>
    <message>
        <source>Shift of the opening, P50</source>
        <translation>Сдвиг открытия P50</translation>
    </message>
    <message>
        <source>What holds it now</source>
        <translation>Что держит сейчас</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Напомнить</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Передать…</translation>
    </message>
    <message>
        <source>Task on the portal</source>
        <translation>Задача на портале</translation>
    </message>
    <message>
        <source>Forecast of the opening</source>
        <translation>Прогноз открытия</translation>
    </message>
    <message>
        <source>{trials} trials</source>
        <translation>{trials} прогонов</translation>
    </message>
    <message>
        <source>Steps are taken as independent of each other</source>
        <translation>Шаги считаются независимыми друг от друга</translation>
    </message>
</context>
<context>
    <name>Dependencies</name>
    <message>
        <source>Dependencies</source>
        <translation>Зависимости</translation>
    </message>
    <message>
        <source>Join to another step</source>
        <translation>Связать с другим шагом</translation>
    </message>
    <message>
        <source>Joined to no other step</source>
        <translation>Не связан ни с одним шагом</translation>
    </message>
    <message>
        <source>After</source>
        <translation>После</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>Открывает</translation>
    </message>
    <message>
        <source>Wait after the earlier step, working days</source>
        <translation>Пауза после предыдущего шага, рабочие дни</translation>
    </message>
    <message>
        <source>Remove the dependency</source>
        <translation>Убрать связь</translation>
    </message>
</context>
<context>
    <name>DescriptionPart</name>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Put in a fact of the outlet</source>
        <translation>Вставить сведение о точке</translation>
    </message>
    <message>
        <source>What to do and what counts as done</source>
        <translation>Что сделать и что считать готовым</translation>
    </message>
    <message>
        <source>10 Lenin St</source>
        <translation>ул. Ленина, 10</translation>
    </message>
    <message>
        <source>Samara</source>
        <translation>Самара</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Target date of the opening</source>
        <translation>Целевая дата открытия</translation>
    </message>
    <message>
        <source>For an outlet it reads like this</source>
        <translation>В задаче точки это будет так</translation>
    </message>
</context>
<context>
    <name>DiagnosticsSection</name>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>A file for whoever helps you: versions, settings, errors, the last lines of the log, counts. It holds no webhook and no data base; outlets and people are named in it.</source>
        <translation>Файл для того, кто вам помогает: версии, настройки, ошибки, последние строки журнала, счётчики. В нём нет вебхука и базы данных; точки и люди в нём названы.</translation>
    </message>
    <message>
        <source>Write the file…</source>
        <translation>Записать файл…</translation>
    </message>
    <message>
        <source>Problems in the log</source>
        <translation>Проблемы в журнале</translation>
    </message>
</context>
<context>
    <name>DraftsMenu</name>
    <message>
        <source>Drafts</source>
        <translation>Черновики</translation>
    </message>
    <message>
        <source>New form</source>
        <translation>Новая форма</translation>
    </message>
    <message>
        <source>Delete this draft</source>
        <translation>Удалить этот черновик</translation>
    </message>
    <message>
        <source>without an address</source>
        <translation>без адреса</translation>
    </message>
    <message>
        <source>{address} (sent back)</source>
        <translation>{address} (на доработке)</translation>
    </message>
</context>
<context>
    <name>EditCommands</name>
    <message>
        <source>Put a step into a dependency</source>
        <translation>Вставить шаг в связь</translation>
    </message>
    <message>
        <source>Add a task</source>
        <translation>Добавить задачу</translation>
    </message>
    <message>
        <source>Add an approval</source>
        <translation>Добавить согласование</translation>
    </message>
    <message>
        <source>Add a confirmation</source>
        <translation>Добавить подтверждение</translation>
    </message>
    <message>
        <source>Add a milestone</source>
        <translation>Добавить веху</translation>
    </message>
    <message>
        <source>Add a dependency</source>
        <translation>Добавить связь</translation>
    </message>
    <message>
        <source>Move a dependency</source>
        <translation>Перенести связь</translation>
    </message>
    <message>
        <source>Rename a step</source>
        <translation>Переименовать шаг</translation>
    </message>
    <message>
        <source>Change the kind</source>
        <translation>Сменить вид</translation>
    </message>
    <message>
        <source>Set the goal</source>
        <translation>Назначить цель</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n step(s)</source>
        <translation>
            <numerusform>Удалить %n шаг</numerusform>
            <numerusform>Удалить %n шага</numerusform>
            <numerusform>Удалить %n шагов</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete a dependency</source>
        <translation>Удалить связь</translation>
    </message>
    <message numerus="yes">
        <source>Duplicate %n step(s)</source>
        <translation>
            <numerusform>Повторить %n шаг</numerusform>
            <numerusform>Повторить %n шага</numerusform>
            <numerusform>Повторить %n шагов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n step(s)</source>
        <translation>
            <numerusform>Переместить %n шаг</numerusform>
            <numerusform>Переместить %n шага</numerusform>
            <numerusform>Переместить %n шагов</numerusform>
        </translation>
    </message>
    <message>
        <source>Make room</source>
        <translation>Раздвинуть</translation>
    </message>
    <message>
        <source>Close a gap</source>
        <translation>Сдвинуть</translation>
    </message>
    <message>
        <source>Align the steps</source>
        <translation>Выровнять шаги</translation>
    </message>
    <message>
        <source>Distribute the steps</source>
        <translation>Распределить шаги</translation>
    </message>
    <message>
        <source>Arrange automatically</source>
        <translation>Разложить автоматически</translation>
    </message>
    <message numerus="yes">
        <source>Paste %n step(s)</source>
        <translation>
            <numerusform>Вставить %n шаг</numerusform>
            <numerusform>Вставить %n шага</numerusform>
            <numerusform>Вставить %n шагов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EditorBar</name>
    <message>
        <source>Compare with v{number}</source>
        <translation>Сравнить с v{number}</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Ревизии</translation>
    </message>
</context>
<context>
    <name>EditorWords</name>
    <message>
        <source>Task</source>
        <translation>Задача</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Согласование</translation>
    </message>
    <message>
        <source>Confirmation</source>
        <translation>Подтверждение</translation>
    </message>
    <message>
        <source>Milestone</source>
        <translation>Веха</translation>
    </message>
    <message>
        <source>text</source>
        <translation>текст</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>целое число</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>сумма</translation>
    </message>
    <message>
        <source>date</source>
        <translation>дата</translation>
    </message>
    <message>
        <source>one of a list</source>
        <translation>выбор из списка</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>да или нет</translation>
    </message>
    <message>
        <source>file</source>
        <translation>файл</translation>
    </message>
</context>
<context>
    <name>FieldDialog</name>
    <message>
        <source>Data of the confirmation</source>
        <translation>Данные подтверждения</translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation>Не выбрано</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Attach the file to the task on the portal</source>
        <translation>Приложите файл к задаче на портале</translation>
    </message>
    <message>
        <source>The file is on the task</source>
        <translation>Файл приложен к задаче</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>необязательно</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>This value does not fit. For example: %1</source>
        <translation>Такое значение не подходит. Например: %1</translation>
    </message>
</context>
<context>
    <name>FilesPlace</name>
    <message>
        <source>Reading the process…</source>
        <translation>Читаю процесс…</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Открыть файл</translation>
    </message>
    <message>
        <source>Open a process file</source>
        <translation>Открыть файл процесса</translation>
    </message>
    <message>
        <source>Save the process to a file</source>
        <translation>Сохранить процесс в файл</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Процессы</translation>
    </message>
    <message>
        <source>New process</source>
        <translation>Новый процесс</translation>
    </message>
    <message>
        <source>Rename the process</source>
        <translation>Переименовать процесс</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Фильтр</translation>
    </message>
    <message>
        <source>Address, city, person</source>
        <translation>Адрес, город, человек</translation>
    </message>
    <message>
        <source>Filter by words</source>
        <translation>Фильтр по словам</translation>
    </message>
    <message>
        <source>by attention</source>
        <translation>по вниманию</translation>
    </message>
    <message>
        <source>by region</source>
        <translation>по регионам</translation>
    </message>
    <message>
        <source>by process</source>
        <translation>по процессам</translation>
    </message>
    <message>
        <source>no groups</source>
        <translation>без групп</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Нед.</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Мес.</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Кварт.</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Легенда</translation>
    </message>
    <message>
        <source>Selected outlet</source>
        <translation>Выбранная точка</translation>
    </message>
    <message>
        <source>Expand all outlets</source>
        <translation>Развернуть все точки</translation>
    </message>
    <message>
        <source>Collapse all outlets</source>
        <translation>Свернуть все точки</translation>
    </message>
    <message>
        <source>Columns and order…</source>
        <translation>Колонки и порядок…</translation>
    </message>
    <message>
        <source>Usual order of rows</source>
        <translation>Обычный порядок строк</translation>
    </message>
    <message>
        <source>Notifications of what needs me</source>
        <translation>Уведомления о том, что ждёт меня</translation>
    </message>
    <message>
        <source>Tell of decisions of others, too</source>
        <translation>Сообщать и о чужих решениях</translation>
    </message>
    <message>
        <source>View only (for managers)</source>
        <translation>Только просмотр (для руководителя)</translation>
    </message>
    <message>
        <source>Group: attention</source>
        <translation>Группа: внимание</translation>
    </message>
    <message>
        <source>Group: region</source>
        <translation>Группа: регион</translation>
    </message>
    <message>
        <source>Group: process</source>
        <translation>Группа: процесс</translation>
    </message>
    <message>
        <source>Group: stage</source>
        <translation>Группа: этап</translation>
    </message>
    <message>
        <source>Group: director</source>
        <translation>Группа: директор</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>Без групп</translation>
    </message>
    <message numerus="yes">
        <source>updated: %n</source>
        <translation>
            <numerusform>обновлено: %n</numerusform>
            <numerusform>обновлено: %n</numerusform>
            <numerusform>обновлено: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Put the rows in order</source>
        <translation>Расставить строки по порядку</translation>
    </message>
</context>
<context>
    <name>FindBox</name>
    <message>
        <source>nothing</source>
        <translation>ничего</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} из {count}</translation>
    </message>
    <message>
        <source>Step, number or role</source>
        <translation>Шаг, номер или роль</translation>
    </message>
    <message>
        <source>Connect with: step, number or role</source>
        <translation>Связать с: шаг, номер или роль</translation>
    </message>
    <message>
        <source>Find a step</source>
        <translation>Найти шаг</translation>
    </message>
    <message>
        <source>Connect with a step</source>
        <translation>Связать с шагом</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>Open a process</source>
        <translation>Открыть процесс</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Процесс</translation>
    </message>
    <message>
        <source>Outlet openings</source>
        <translation>Открытие точек</translation>
    </message>
    <message>
        <source>The opening process, dates and people on one screen. Tasks live on your Bitrix24 portal.</source>
        <translation>Процесс открытия, сроки и люди на одном экране. Задачи живут на вашем портале Битрикс24.</translation>
    </message>
    <message>
        <source>Open the demo portal</source>
        <translation>Открыть демо-портал</translation>
    </message>
    <message>
        <source>17 outlets, 53 people, works offline</source>
        <translation>17 точек, 53 человека, работает без сети</translation>
    </message>
    <message>
        <source>Connect my portal</source>
        <translation>Подключить мой портал</translation>
    </message>
    <message>
        <source>Inbound webhook, about 3 minutes</source>
        <translation>Входящий вебхук, около 3 минут</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Открыть файл</translation>
    </message>
    <message>
        <source>Process *.outlet.json</source>
        <translation>Процесс *.outlet.json</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Demo portal</source>
        <translation>Демо-портал</translation>
    </message>
    <message>
        <source>A portal of its own on this computer: 53 people who take tasks, are late, fall ill and answer the bot. The engine opens 17 outlets on it with the same process as on a real portal. Preparing takes about a minute; nothing leaves this computer.</source>
        <translation>Свой портал на этом компьютере: 53 человека берут задачи, опаздывают, болеют и отвечают боту. Движок открывает на нём 17 точек по тому же процессу, что и на настоящем портале. Подготовка занимает около минуты; с этого компьютера ничего не уходит.</translation>
    </message>
    <message>
        <source>Process from a file</source>
        <translation>Процесс из файла</translation>
    </message>
    <message>
        <source>Look at a process and draw on it without a portal. It can be connected later: roles get their people then.</source>
        <translation>Смотрите и рисуйте процесс без портала. Подключить его можно позже: тогда роли получат людей.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Выбрать файл…</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Next: schedule and people</source>
        <translation>Далее: график и люди</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Keep the draft</source>
        <translation>Сохранить черновик</translation>
    </message>
    <message>
        <source>Send to the director</source>
        <translation>Отправить директору</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Напомнить</translation>
    </message>
    <message>
        <source>Task on the portal</source>
        <translation>Задача на портале</translation>
    </message>
    <message>
        <source>Project on the portal</source>
        <translation>Проект на портале</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>Отозвать…</translation>
    </message>
    <message>
        <source>To the portfolio</source>
        <translation>В портфель</translation>
    </message>
    <message>
        <source>Correct and send again</source>
        <translation>Исправить и отправить снова</translation>
    </message>
    <message>
        <source>Open the outlet</source>
        <translation>Открыть точку</translation>
    </message>
    <message>
        <source>Remind now, at most once a day</source>
        <translation>Напомнить сейчас, не чаще раза в день</translation>
    </message>
</context>
<context>
    <name>FormHistory</name>
    <message>
        <source>Address “{value}”</source>
        <translation>Адрес «{value}»</translation>
    </message>
    <message>
        <source>City “{value}”</source>
        <translation>Город «{value}»</translation>
    </message>
    <message>
        <source>Region “{value}”</source>
        <translation>Регион «{value}»</translation>
    </message>
    <message>
        <source>Start {day}</source>
        <translation>Начало {day}</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>по умолчанию</translation>
    </message>
    <message>
        <source>Target date {day}</source>
        <translation>Целевая дата {day}</translation>
    </message>
    <message>
        <source>Count from the target</source>
        <translation>Считать от цели</translation>
    </message>
    <message>
        <source>Count from the start</source>
        <translation>Считать от начала</translation>
    </message>
    <message>
        <source>Process and revision</source>
        <translation>Процесс и ревизия</translation>
    </message>
    <message>
        <source>as the roles say</source>
        <translation>как в ролях</translation>
    </message>
    <message>
        <source>{title}: no answer</source>
        <translation>{title}: без ответа</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
</context>
<context>
    <name>GanttView</name>
    <message>
        <source>Assignee</source>
        <translation>Исполнитель</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>План</translation>
    </message>
    <message>
        <source>Actual</source>
        <translation>Факт</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Прогноз</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Отклонение</translation>
    </message>
    <message>
        <source>Slack</source>
        <translation>Запас</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Круг</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Просрочка</translation>
    </message>
    <message>
        <source>Double click: the task on the portal</source>
        <translation>Двойной щелчок: задача на портале</translation>
    </message>
</context>
<context>
    <name>GroupBar</name>
    <message>
        <source>Align left</source>
        <translation>Выровнять по левому краю</translation>
    </message>
    <message>
        <source>Align the middles in a column</source>
        <translation>Выровнять середины в столбец</translation>
    </message>
    <message>
        <source>Align right</source>
        <translation>Выровнять по правому краю</translation>
    </message>
    <message>
        <source>Align top</source>
        <translation>Выровнять по верхнему краю</translation>
    </message>
    <message>
        <source>Align the middles in a row</source>
        <translation>Выровнять середины в ряд</translation>
    </message>
    <message>
        <source>Align bottom</source>
        <translation>Выровнять по нижнему краю</translation>
    </message>
    <message>
        <source>Distribute horizontally</source>
        <translation>Распределить по горизонтали</translation>
    </message>
    <message>
        <source>Distribute vertically</source>
        <translation>Распределить по вертикали</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>{by} in place of {name}</source>
        <translation>{by} вместо: {name}</translation>
    </message>
    <message>
        <source>{by} takes over: {done} of {all} tasks have moved.</source>
        <translation>{by} принимает дела: передано задач {done} из {all}.</translation>
    </message>
</context>
<context>
    <name>Heading</name>
    <message>
        <source>Processes</source>
        <translation>Процессы</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Процесс</translation>
    </message>
    <message>
        <source>Another process</source>
        <translation>Другой процесс</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Simulated opening dates</source>
        <translation>Даты открытия по прогонам</translation>
    </message>
    <message>
        <source>by schedule</source>
        <translation>по графику</translation>
    </message>
    <message>
        <source>target</source>
        <translation>цель</translation>
    </message>
    <message>
        <source>{day}: {share} % of trials; {until} % by then</source>
        <translation>{day}: {share} % прогонов; к этому дню {until} %</translation>
    </message>
</context>
<context>
    <name>HoursRow</name>
    <message>
        <source>Write the time like this: 9:00</source>
        <translation>Напишите время так: 9:00</translation>
    </message>
    <message>
        <source>Deadlines are set at {end} of the portal&apos;s time{zone}.</source>
        <translation>Дедлайны ставятся на {end} по времени портала{zone}.</translation>
    </message>
    <message>
        <source>Reminders, questions and the morning digest come from {start} to {end} of working days.</source>
        <translation>Напоминания, вопросы и утренняя сводка приходят в рабочие дни с {start} до {end}.</translation>
    </message>
    <message>
        <source>Kaliningrad</source>
        <translation>Калининград</translation>
    </message>
    <message>
        <source>Moscow</source>
        <translation>Москва</translation>
    </message>
    <message>
        <source>Samara</source>
        <translation>Самара</translation>
    </message>
    <message>
        <source>Yekaterinburg</source>
        <translation>Екатеринбург</translation>
    </message>
    <message>
        <source>Omsk</source>
        <translation>Омск</translation>
    </message>
    <message>
        <source>Krasnoyarsk</source>
        <translation>Красноярск</translation>
    </message>
    <message>
        <source>Irkutsk</source>
        <translation>Иркутск</translation>
    </message>
    <message>
        <source>Yakutsk</source>
        <translation>Якутск</translation>
    </message>
    <message>
        <source>Vladivostok</source>
        <translation>Владивосток</translation>
    </message>
    <message>
        <source>Magadan</source>
        <translation>Магадан</translation>
    </message>
    <message>
        <source>Kamchatka</source>
        <translation>Камчатка</translation>
    </message>
    <message>
        <source>Start of the working day</source>
        <translation>Начало рабочего дня</translation>
    </message>
    <message>
        <source>End of the working day</source>
        <translation>Конец рабочего дня</translation>
    </message>
    <message>
        <source>As on the portal: {hours}</source>
        <translation>Как на портале: {hours}</translation>
    </message>
</context>
<context>
    <name>ImpactPanel</name>
    <message>
        <source>Odds of the opening date</source>
        <translation>Вероятность даты открытия</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s) stay on revision {number}</source>
        <translation>
            <numerusform>%n точка останется на ревизии {number}</numerusform>
            <numerusform>%n точки останутся на ревизии {number}</numerusform>
            <numerusform>%n точек останутся на ревизии {number}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n шаг</numerusform>
            <numerusform>%n шага</numerusform>
            <numerusform>%n шагов</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody gets more or fewer steps</source>
        <translation>Число шагов ни у кого не меняется</translation>
    </message>
    <message>
        <source>A new outlet that starts on</source>
        <translation>Новая точка с началом</translation>
    </message>
    <message>
        <source>By schedule</source>
        <translation>По графику</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Шагов</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>Критический путь</translation>
    </message>
    <message>
        <source>Whom it concerns</source>
        <translation>Кого затронет</translation>
    </message>
    <message>
        <source>What has changed, for the list of revisions</source>
        <translation>Что изменилось, для списка ревизий</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Roles from a spreadsheet</source>
        <translation>Роли из таблицы</translation>
    </message>
    <message numerus="yes">
        <source>Change %n cell(s) of the matrix?</source>
        <translation>
            <numerusform>Изменить %n ячейку?</numerusform>
            <numerusform>Изменить %n ячейки?</numerusform>
            <numerusform>Изменить %n ячеек?</numerusform>
        </translation>
    </message>
    <message>
        <source>The spreadsheet changes nothing</source>
        <translation>Таблица ничего не меняет</translation>
    </message>
    <message>
        <source>Cells that are not listed stay as they are. The change can be undone as a whole.</source>
        <translation>Ячейки, которых нет в списке, останутся как есть. Изменение можно отменить целиком.</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Изменения</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>as by default</source>
        <translation>как по умолчанию</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>никто</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>по умолчанию</translation>
    </message>
    <message>
        <source>deputy</source>
        <translation>заместитель</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n шаг</numerusform>
            <numerusform>%n шага</numerusform>
            <numerusform>%n шагов</numerusform>
        </translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Процесс</translation>
    </message>
    <message>
        <source>revision {number}</source>
        <translation>ревизия {number}</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>LaunchField</name>
    <message>
        <source>optional</source>
        <translation>необязательно</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Да</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Нет</translation>
    </message>
    <message>
        <source>Not chosen</source>
        <translation>Не выбрано</translation>
    </message>
</context>
<context>
    <name>LaunchPlace</name>
    <message>
        <source>Address and date</source>
        <translation>Адрес и дата</translation>
    </message>
    <message>
        <source>Schedule and people</source>
        <translation>График и люди</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>Согласование</translation>
    </message>
    <message>
        <source>Outlet launch</source>
        <translation>Запуск точки</translation>
    </message>
    <message>
        <source>Correction, round {number}</source>
        <translation>Исправление, круг {number}</translation>
    </message>
    <message>
        <source>The draft is kept in the portfolio. Nothing has been sent to the portal yet.</source>
        <translation>Черновик лежит в портфеле, группа «Черновики». На портал пока ничего не отправлено.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>There is no published process to launch</source>
        <translation>Нет опубликованного процесса: запускать нечего</translation>
    </message>
    <message>
        <source>The forecast is being computed</source>
        <translation>Прогноз считается</translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation>Отправляется</translation>
    </message>
    <message>
        <source>Can be sent with warnings: the director sees them in the message</source>
        <translation>Можно отправить с предупреждениями: директор увидит их в сообщении</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Finished</source>
        <translation>Выполнено</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>Осталось</translation>
    </message>
    <message>
        <source>P50 forecast</source>
        <translation>Прогноз P50</translation>
    </message>
    <message>
        <source>up to P80</source>
        <translation>до P80</translation>
    </message>
    <message>
        <source>Target date</source>
        <translation>Целевая дата</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Заблокировано</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>Праздники</translation>
    </message>
</context>
<context>
    <name>LivePage</name>
    <message>
        <source>No role</source>
        <translation>Роль не задана</translation>
    </message>
    <message>
        <source>target {target} · forecast {finish}</source>
        <translation>цель {target} · прогноз {finish}</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Процессы</translation>
    </message>
    <message>
        <source>{process}, revision {number}</source>
        <translation>{process}, ревизия {number}</translation>
    </message>
    <message>
        <source>Back to the drawing (Esc)</source>
        <translation>Назад к схеме (Esc)</translation>
    </message>
    <message>
        <source>Open the outlet</source>
        <translation>Открыть точку</translation>
    </message>
    <message>
        <source>Drawing of the outlet</source>
        <translation>Схема точки</translation>
    </message>
</context>
<context>
    <name>LoadGrid</name>
    <message>
        <source>Load</source>
        <translation>Нагрузка</translation>
    </message>
    <message>
        <source>tasks a week, open and to come, against the person&apos;s norm</source>
        <translation>задач в неделю, открытых и будущих, при норме человека</translation>
    </message>
    <message>
        <source>up to the norm</source>
        <translation>до нормы</translation>
    </message>
    <message>
        <source>above the norm</source>
        <translation>выше нормы</translation>
    </message>
    <message>
        <source>from 150 %</source>
        <translation>от 150 %</translation>
    </message>
    <message>
        <source>Load of people by week</source>
        <translation>Нагрузка людей по неделям</translation>
    </message>
    <message>
        <source>Norm, tasks a week</source>
        <translation>Норма, задач в неделю</translation>
    </message>
</context>
<context>
    <name>LoadModel</name>
    <message>
        <source>dep.: {role}</source>
        <translation>зам.: {role}</translation>
    </message>
    <message numerus="yes">
        <source>week from {day}: %n task(s)</source>
        <translation>
            <numerusform>неделя с {day}: %n задача</numerusform>
            <numerusform>неделя с {day}: %n задачи</numerusform>
            <numerusform>неделя с {day}: %n задач</numerusform>
        </translation>
    </message>
    <message>
        <source>above the norm</source>
        <translation>выше нормы</translation>
    </message>
    <message>
        <source>The usual norm: {count} tasks a week.</source>
        <translation>Обычная норма: {count} задач в неделю.</translation>
    </message>
    <message>
        <source>Double click or Enter changes it.</source>
        <translation>Двойной щелчок или Enter меняет её.</translation>
    </message>
    <message>
        <source>open</source>
        <translation>открыта</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>будет</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Человек</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>Norm</source>
        <translation>Норма</translation>
    </message>
</context>
<context>
    <name>LogFilters</name>
    <message numerus="yes">
        <source>New: %n</source>
        <translation>
            <numerusform>Новых: %n</numerusform>
            <numerusform>Новых: %n</numerusform>
            <numerusform>Новых: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Точка</translation>
    </message>
    <message numerus="yes">
        <source>Kinds: %n</source>
        <translation>
            <numerusform>Видов: %n</numerusform>
            <numerusform>Видов: %n</numerusform>
            <numerusform>Видов: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>All outlets</source>
        <translation>Все точки</translation>
    </message>
    <message>
        <source>Launches and openings</source>
        <translation>Запуски и открытия</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Решения</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Шаги</translation>
    </message>
    <message>
        <source>Tasks created</source>
        <translation>Созданные задачи</translation>
    </message>
    <message>
        <source>Changes by hand</source>
        <translation>Правки людей</translation>
    </message>
    <message>
        <source>Reminders and reasons</source>
        <translation>Напоминания и причины</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Проблемы</translation>
    </message>
    <message>
        <source>Connection and engine</source>
        <translation>Связь и движок</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Всё время</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Сегодня</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 дней</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 дней</translation>
    </message>
    <message>
        <source>Address, step, task number</source>
        <translation>Адрес, шаг, номер задачи</translation>
    </message>
    <message>
        <source>Find in the log</source>
        <translation>Найти в журнале</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Движок</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Ошибки</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Внимание</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Следить</translation>
    </message>
    <message>
        <source>Show new lines at once, until you scroll</source>
        <translation>Показывать новые строки сразу, пока вы не прокрутили список</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Сбросить</translation>
    </message>
</context>
<context>
    <name>LogLines</name>
    <message>
        <source>Changed in the program</source>
        <translation>Изменено в программе</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Связь</translation>
    </message>
    <message>
        <source>Step put back</source>
        <translation>Шаг возвращён</translation>
    </message>
    <message>
        <source>Outlet launched</source>
        <translation>Запуск точки</translation>
    </message>
    <message>
        <source>Decision asked</source>
        <translation>Задан вопрос</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Project created</source>
        <translation>Создан проект</translation>
    </message>
    <message>
        <source>Inputs finished</source>
        <translation>Собраны все условия</translation>
    </message>
    <message>
        <source>Task created</source>
        <translation>Создана задача</translation>
    </message>
    <message>
        <source>Step finished</source>
        <translation>Шаг закончен</translation>
    </message>
    <message>
        <source>Step skipped</source>
        <translation>Шаг пропущен</translation>
    </message>
    <message>
        <source>New round</source>
        <translation>Новый круг</translation>
    </message>
    <message>
        <source>Task changed hands</source>
        <translation>Задача передана</translation>
    </message>
    <message>
        <source>Changed by hand</source>
        <translation>Правка на портале</translation>
    </message>
    <message>
        <source>Delay reason</source>
        <translation>Причина задержки</translation>
    </message>
    <message>
        <source>Reminder</source>
        <translation>Напоминание</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Проблема</translation>
    </message>
    <message>
        <source>Problem solved</source>
        <translation>Проблема решена</translation>
    </message>
    <message>
        <source>Outlet opened</source>
        <translation>Точка открыта</translation>
    </message>
    <message>
        <source>Opening stopped</source>
        <translation>Открытие прекращено</translation>
    </message>
    <message>
        <source>Today, {day}</source>
        <translation>Сегодня, {day}</translation>
    </message>
    <message>
        <source>Yesterday, {day}</source>
        <translation>Вчера, {day}</translation>
    </message>
</context>
<context>
    <name>LogModel</name>
    <message>
        <source>Time</source>
        <translation>Время</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Событие</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Точка</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Ошибка</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Внимание</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>What was said</source>
        <translation>Что сказано</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Точка</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Процесс</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Шаг</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Круг</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Задача</translation>
    </message>
    <message>
        <source>Takes back</source>
        <translation>Возвращает</translation>
    </message>
    <message>
        <source>Why the engine decided so</source>
        <translation>Почему движок так решил</translation>
    </message>
    <message>
        <source>Request to the portal</source>
        <translation>Запрос к порталу</translation>
    </message>
    <message>
        <source>done</source>
        <translation>выполнен</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>отклонён</translation>
    </message>
    <message>
        <source>no answer, not repeated</source>
        <translation>без ответа, не повторяется</translation>
    </message>
    <message>
        <source>waits for the answer</source>
        <translation>ждёт ответа</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>ждёт отправки</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>мс</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n попытка</numerusform>
            <numerusform>%n попытки</numerusform>
            <numerusform>%n попыток</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Скопировать</translation>
    </message>
    <message>
        <source>Task on the portal</source>
        <translation>Задача на портале</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>LogPlace</name>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>what the engine and people did</source>
        <translation>что сделали движок и люди</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Экспорт…</translation>
    </message>
    <message>
        <source>Events, newest first</source>
        <translation>События, новые сверху</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Пока ничего не произошло</translation>
    </message>
    <message>
        <source>Launch an outlet: everything the engine and people do with it is written here.</source>
        <translation>Запустите точку: здесь записывается всё, что делают с ней движок и люди.</translation>
    </message>
    <message>
        <source>No line matches the filter</source>
        <translation>Нет строк, подходящих под фильтр</translation>
    </message>
    <message>
        <source>Reset the filter</source>
        <translation>Сбросить фильтр</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>Читаю журнал…</translation>
    </message>
    <message>
        <source>Excel workbook</source>
        <translation>Книга Excel</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>Таблица CSV</translation>
    </message>
    <message>
        <source>log</source>
        <translation>журнал</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>Экспорт журнала</translation>
    </message>
</context>
<context>
    <name>LookSection</name>
    <message>
        <source>Look and language</source>
        <translation>Вид и язык</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Размер текста</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Outlet openings</source>
        <translation>Открытие точек</translation>
    </message>
    <message>
        <source>Outlet portfolio</source>
        <translation>Портфель открытий</translation>
    </message>
</context>
<context>
    <name>MatrixBar</name>
    <message>
        <source>Regions: {shown} of {all}</source>
        <translation>Регионы: {shown} из {all}</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Регионы</translation>
    </message>
    <message>
        <source>Only problems</source>
        <translation>Только проблемы</translation>
    </message>
    <message>
        <source>Change a region</source>
        <translation>Изменить регион</translation>
    </message>
    <message>
        <source>New region…</source>
        <translation>Новый регион…</translation>
    </message>
</context>
<context>
    <name>Minimap</name>
    <message>
        <source>Overview of the process</source>
        <translation>Обзор процесса</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>By schedule</source>
        <translation>По графику</translation>
    </message>
    <message>
        <source>Forecast P50</source>
        <translation>Прогноз P50</translation>
    </message>
    <message>
        <source>Forecast P80</source>
        <translation>Прогноз P80</translation>
    </message>
    <message>
        <source>Buffer to target</source>
        <translation>Запас до цели</translation>
    </message>
    <message>
        <source>In 50 % of the trials not later</source>
        <translation>в 50 % прогонов не позже</translation>
    </message>
    <message>
        <source>In 80 % of the trials not later</source>
        <translation>в 80 % прогонов не позже</translation>
    </message>
    <message>
        <source>50 % of trials</source>
        <translation>50 % прогонов</translation>
    </message>
    <message>
        <source>80 % of trials</source>
        <translation>80 % прогонов</translation>
    </message>
    <message>
        <source>from schedule to {day}</source>
        <translation>от графика до {day}</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>Answers</source>
        <translation>Ответы</translation>
    </message>
    <message>
        <source>Add an answer</source>
        <translation>Добавить ответ</translation>
    </message>
    <message>
        <source>The process goes on</source>
        <translation>Процесс идёт дальше</translation>
    </message>
    <message>
        <source>Goes back to be reworked</source>
        <translation>Возвращает на доработку</translation>
    </message>
    <message>
        <source>Rejects and closes the opening</source>
        <translation>Отклоняет и закрывает открытие</translation>
    </message>
    <message>
        <source>Do not offer this answer</source>
        <translation>Не предлагать этот ответ</translation>
    </message>
    <message>
        <source>Back to the launch form, to its initiator</source>
        <translation>Возвращает инициатору, на форму запуска</translation>
    </message>
    <message>
        <source>Back to</source>
        <translation>Вернуть к шагам</translation>
    </message>
    <message>
        <source>Nowhere to go back to</source>
        <translation>Вернуть некуда</translation>
    </message>
    <message>
        <source>Choose where to go back to</source>
        <translation>Выбрать, куда вернуть</translation>
    </message>
    <message>
        <source>Back to: {step}</source>
        <translation>Возвращает к шагу: {step}</translation>
    </message>
    <message>
        <source>Not back to “{step}”</source>
        <translation>Не возвращать к шагу «{step}»</translation>
    </message>
    <message>
        <source>The launch form, its initiator</source>
        <translation>К форме запуска, инициатору</translation>
    </message>
</context>
<context>
    <name>OutletActions</name>
    <message>
        <source>Reason for a delay</source>
        <translation>Причина задержки</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Согласовать</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>На доработку…</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>Отклонить…</translation>
    </message>
    <message>
        <source>Send back?</source>
        <translation>Вернуть на доработку?</translation>
    </message>
    <message>
        <source>Reject the opening?</source>
        <translation>Отклонить открытие?</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>На доработку</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Отклонить</translation>
    </message>
    <message>
        <source>Cancel this opening?</source>
        <translation>Отменить это открытие?</translation>
    </message>
    <message>
        <source>Cancel the opening</source>
        <translation>Отменить открытие</translation>
    </message>
    <message>
        <source>Pause this opening?</source>
        <translation>Приостановить открытие?</translation>
    </message>
    <message>
        <source>Pause the opening</source>
        <translation>Приостановить</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Skip this step?</source>
        <translation>Пропустить этот шаг?</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Пропустить</translation>
    </message>
</context>
<context>
    <name>OutletPlace</name>
    <message>
        <source>Reading the outlet…</source>
        <translation>Читаю точку…</translation>
    </message>
    <message>
        <source>Steps of the outlet</source>
        <translation>Шаги точки</translation>
    </message>
    <message>
        <source>Portfolio</source>
        <translation>Портфель</translation>
    </message>
    <message>
        <source>Previous outlet</source>
        <translation>Предыдущая точка</translation>
    </message>
    <message>
        <source>Next outlet</source>
        <translation>Следующая точка</translation>
    </message>
    <message>
        <source>Project on the portal</source>
        <translation>Проект на портале</translation>
    </message>
    <message>
        <source>The project does not exist yet</source>
        <translation>Проекта пока нет</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Другие действия</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Возобновить</translation>
    </message>
    <message>
        <source>Create again</source>
        <translation>Создать снова</translation>
    </message>
    <message>
        <source>Skip…</source>
        <translation>Пропустить…</translation>
    </message>
    <message>
        <source>Two tasks of one step</source>
        <translation>Две задачи одного шага</translation>
    </message>
    <message>
        <source>Keep No. {number}</source>
        <translation>Оставить № {number}</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Остановлена</translation>
    </message>
    <message>
        <source>A step waits</source>
        <translation>Шаг ждёт</translation>
    </message>
    <message>
        <source>Fill in…</source>
        <translation>Заполнить…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
</context>
<context>
    <name>OutletScenario</name>
    <message>
        <source>Task on the portal</source>
        <translation>Задача на портале</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Напомнить</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Передать…</translation>
    </message>
    <message>
        <source>Reason for a delay…</source>
        <translation>Причина задержки…</translation>
    </message>
    <message>
        <source>Fill in…</source>
        <translation>Заполнить…</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Что если</translation>
    </message>
    <message>
        <source>Finished today</source>
        <translation>Закончен сегодня</translation>
    </message>
    <message>
        <source>Done by somebody else…</source>
        <translation>Делает другой…</translation>
    </message>
</context>
<context>
    <name>OutletStrip</name>
    <message>
        <source>Held by the step</source>
        <translation>Держит шаг</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Исполнитель</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>С какого дня</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ждут</translation>
    </message>
    <message>
        <source>Opening forecast</source>
        <translation>Прогноз открытия</translation>
    </message>
    <message>
        <source>Remind</source>
        <translation>Напомнить</translation>
    </message>
    <message>
        <source>Open the outlet</source>
        <translation>Открыть точку</translation>
    </message>
    <message>
        <source>Continue the draft</source>
        <translation>Продолжить черновик</translation>
    </message>
    <message>
        <source>Select an outlet to see what holds it</source>
        <translation>Выберите точку, чтобы увидеть, что её держит</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n шаг</numerusform>
            <numerusform>%n шага</numerusform>
            <numerusform>%n шагов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutletView</name>
    <message>
        <source>Step</source>
        <translation>Шаг</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Исполнитель</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>План</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Прогноз</translation>
    </message>
    <message>
        <source>Dev.</source>
        <translation>Откл.</translation>
    </message>
    <message>
        <source>Forecast or actual finish against the plan, working days</source>
        <translation>Прогноз или факт относительно плана, рабочие дни</translation>
    </message>
    <message>
        <source>Finish for the target</source>
        <translation>Срок для цели</translation>
    </message>
    <message>
        <source>Finished before</source>
        <translation>По истории</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Steps</source>
        <translation>Шаги</translation>
    </message>
    <message>
        <source>List of steps</source>
        <translation>Список шагов</translation>
    </message>
</context>
<context>
    <name>OutlookView</name>
    <message>
        <source>When it will open</source>
        <translation>Когда откроется</translation>
    </message>
    <message>
        <source>Which target to name to the director</source>
        <translation>Какую цель назвать директору</translation>
    </message>
    <message>
        <source>light mark: 80 %</source>
        <translation>светлая черта: 80 %</translation>
    </message>
    <message>
        <source>What the answers and the calendar change</source>
        <translation>Что меняют ответы и календарь</translation>
    </message>
    <message>
        <source>{trials} trials, steps independent</source>
        <translation>{trials} прогонов, шаги независимы</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s) about people: on the next page</source>
        <translation>
            <numerusform>%n предупреждение о людях: на следующей странице</numerusform>
            <numerusform>%n предупреждения о людях: на следующей странице</numerusform>
            <numerusform>%n предупреждений о людях: на следующей странице</numerusform>
        </translation>
    </message>
    <message>
        <source>critical</source>
        <translation>критический</translation>
    </message>
    <message>
        <source>“{step}” stays in the process</source>
        <translation>«{step}» остаётся в процессе</translation>
    </message>
    <message>
        <source>“{step}” is skipped</source>
        <translation>«{step}» пропускается</translation>
    </message>
    <message>
        <source>Days off in a row: {first} – {last}</source>
        <translation>Нерабочие дни подряд: {first}–{last}</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) without work</source>
        <translation>
            <numerusform>%n день без работ</numerusform>
            <numerusform>%n дня без работ</numerusform>
            <numerusform>%n дней без работ</numerusform>
        </translation>
    </message>
    <message>
        <source>{day}, {weekday}, is worked by the production calendar</source>
        <translation>{day}, {weekday}, рабочий день по производственному календарю</translation>
    </message>
    <message>
        <source>counted in</source>
        <translation>учтена</translation>
    </message>
</context>
<context>
    <name>OverridesPage</name>
    <message>
        <source>nobody</source>
        <translation>никто</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Сменить…</translation>
    </message>
    <message>
        <source>As everywhere</source>
        <translation>Как везде</translation>
    </message>
    <message>
        <source>Show the outlet</source>
        <translation>Показать точку</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Точка</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>Plays it here</source>
        <translation>Исполняет здесь</translation>
    </message>
    <message>
        <source>Otherwise</source>
        <translation>Без переопределения</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>Открытых задач</translation>
    </message>
    <message>
        <source>Overrides of outlets</source>
        <translation>Переопределения точек</translation>
    </message>
    <message>
        <source>No overrides</source>
        <translation>Переопределений нет</translation>
    </message>
    <message>
        <source>Every running outlet has the people of its region or those by default. A person for one outlet only is chosen when it is launched, or on its page.</source>
        <translation>У всех идущих точек люди их региона или по умолчанию. Человека только для одной точки выбирают при запуске.</translation>
    </message>
</context>
<context>
    <name>PageDialog</name>
    <message>
        <source>How to print what is shown?</source>
        <translation>Как напечатать показанное?</translation>
    </message>
    <message>
        <source>How to lay out the PDF?</source>
        <translation>Как разложить PDF?</translation>
    </message>
    <message>
        <source>What to put on the image?</source>
        <translation>Что поместить на картинку?</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Печать…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>The groups, rows and columns as they show now, with the legend and the date of the data.</source>
        <translation>Группы, строки и колонки как сейчас на экране, с обозначениями и датой данных.</translation>
    </message>
    <message>
        <source>Fit to the width of the page</source>
        <translation>По ширине страницы</translation>
    </message>
    <message>
        <source>At the size of the screen, on pages side by side</source>
        <translation>В размере экрана, на соседних страницах</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Альбомная</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Книжная</translation>
    </message>
    <message>
        <source>Dates on the screen</source>
        <translation>Даты на экране</translation>
    </message>
    <message>
        <source>All dates</source>
        <translation>Все даты</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>С … по …</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Бумага</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>Даты</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>PaperPlace</name>
    <message>
        <source>PDF document</source>
        <translation>Документ PDF</translation>
    </message>
    <message>
        <source>SVG drawing</source>
        <translation>Рисунок SVG</translation>
    </message>
    <message>
        <source>PNG picture</source>
        <translation>Картинка PNG</translation>
    </message>
    <message>
        <source>Export the drawing</source>
        <translation>Экспорт схемы</translation>
    </message>
</context>
<context>
    <name>PastPart</name>
    <message>
        <source>From the past</source>
        <translation>По истории</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n задача</numerusform>
            <numerusform>%n задачи</numerusform>
            <numerusform>%n задач</numerusform>
        </translation>
    </message>
    <message>
        <source>Usually {days}</source>
        <translation>Обычно {days}</translation>
    </message>
    <message>
        <source>, in {share} of cases longer than {number}</source>
        <translation>, в {share} случаев дольше {number}</translation>
    </message>
    <message>
        <source>Set {low} · {usual} · {high}</source>
        <translation>Поставить срок {low} · {usual} · {high}</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>{tasks} of {norm}</source>
        <translation>{tasks} из {norm}</translation>
    </message>
    <message>
        <source>This outlet</source>
        <translation>Эта точка</translation>
    </message>
    <message>
        <source>Region {name}</source>
        <translation>Регион {name}</translation>
    </message>
    <message>
        <source>By default</source>
        <translation>По умолчанию</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>Заместитель</translation>
    </message>
    <message>
        <source>{name}, absent until {day}</source>
        <translation>{name}, отсутствует до {day}</translation>
    </message>
    <message>
        <source>{name}, dismissed</source>
        <translation>{name}, уволен</translation>
    </message>
    <message>
        <source>As the roles say</source>
        <translation>Как задано в ролях</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>till {day}</source>
        <translation>до {day}</translation>
    </message>
    <message>
        <source>{name}, dismissed</source>
        <translation>{name}, уволен</translation>
    </message>
    <message>
        <source>{role} (deputy)</source>
        <translation>{role} (зам.)</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Человек</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Должность</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Отдел</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>Открытых задач</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Name, position or department</source>
        <translation>Имя, должность или отдел</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Найти человека</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Сбросить поиск</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Никого не нашли</translation>
    </message>
    <message>
        <source>No person has all these words.</source>
        <translation>Нет человека, у которого есть все эти слова.</translation>
    </message>
</context>
<context>
    <name>PersonChooser</name>
    <message>
        <source>Name, position or department</source>
        <translation>Имя, должность или отдел</translation>
    </message>
    <message>
        <source>Find a person</source>
        <translation>Найти человека</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>absent till {day}</source>
        <translation>нет до {day}</translation>
    </message>
</context>
<context>
    <name>PersonLine</name>
    <message>
        <source>Nobody now: assign a person in Roles</source>
        <translation>Сейчас никого: назначьте человека в «Ролях»</translation>
    </message>
    <message>
        <source>Now: {person} · as the deputy</source>
        <translation>Сейчас: {person} · как заместитель</translation>
    </message>
    <message>
        <source>Now: {person} · absent until {day}</source>
        <translation>Сейчас: {person} · отсутствует до {day}</translation>
    </message>
    <message>
        <source>Now: {person} · by default</source>
        <translation>Сейчас: {person} · по умолчанию</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>Not set</source>
        <translation>Не задан</translation>
    </message>
    <message>
        <source>here</source>
        <translation>здесь</translation>
    </message>
    <message>
        <source>region</source>
        <translation>регион</translation>
    </message>
    <message>
        <source>deputy</source>
        <translation>зам.</translation>
    </message>
</context>
<context>
    <name>Phone</name>
    <message>
        <source>Outlet openings</source>
        <translation>Открытие точек</translation>
    </message>
    <message>
        <source>chat bot · Bitrix24</source>
        <translation>чат-бот · Битрикс24</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Сообщение</translation>
    </message>
</context>
<context>
    <name>PlaceWindow</name>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
</context>
<context>
    <name>PortalSection</name>
    <message>
        <source>Checking…</source>
        <translation>Проверяем…</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>No portal is connected</source>
        <translation>Портал не подключён</translation>
    </message>
    <message>
        <source>in the password store of the system</source>
        <translation>в хранилище паролей системы</translation>
    </message>
    <message>
        <source>until the program is closed: this system has no password store</source>
        <translation>до закрытия программы: в этой системе нет хранилища паролей</translation>
    </message>
    <message>
        <source>a demo of this computer, nothing is kept</source>
        <translation>демо на этом компьютере, ничего не хранится</translation>
    </message>
    <message>
        <source>s</source>
        <translation>с</translation>
    </message>
    <message>
        <source>reserve {share}</source>
        <translation>запас {share}</translation>
    </message>
    <message>
        <source>The demo sets its own pace</source>
        <translation>У демо свой темп</translation>
    </message>
    <message>
        <source>the bot is registered</source>
        <translation>бот зарегистрирован</translation>
    </message>
    <message>
        <source>no bot</source>
        <translation>бота нет</translation>
    </message>
    <message>
        <source>Press “Check” to ask the portal</source>
        <translation>Нажмите «Проверить», чтобы спросить портал</translation>
    </message>
    <message>
        <source>{present} of {all}</source>
        <translation>{present} из {all}</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Подключение</translation>
    </message>
    <message>
        <source>In the name of</source>
        <translation>От имени</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Вебхук</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Где хранится</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Права</translation>
    </message>
    <message>
        <source>Asked every</source>
        <translation>Опрос раз в</translation>
    </message>
    <message>
        <source>Show for 10 seconds</source>
        <translation>Показать на 10 секунд</translation>
    </message>
    <message>
        <source>Seconds between two polls</source>
        <translation>Секунд между опросами</translation>
    </message>
    <message>
        <source>Plan of the portal</source>
        <translation>Тариф портала</translation>
    </message>
    <message>
        <source>2 requests a second</source>
        <translation>2 запроса в секунду</translation>
    </message>
    <message>
        <source>5 requests a second (Enterprise)</source>
        <translation>5 запросов в секунду (Энтерпрайз)</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Заменить…</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>Отключить…</translation>
    </message>
</context>
<context>
    <name>PortfolioActions</name>
    <message>
        <source>Move the target date</source>
        <translation>Сдвинуть целевую дату</translation>
    </message>
    <message>
        <source>Open the outlet</source>
        <translation>Открыть точку</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>Свернуть</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>Развернуть</translation>
    </message>
    <message>
        <source>Target date…</source>
        <translation>Целевая дата…</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>Копировать строки</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <translation>Обычные колонки</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Сортировать по</translation>
    </message>
    <message>
        <source>Print what is shown…</source>
        <translation>Напечатать показанное…</translation>
    </message>
    <message>
        <source>What is shown as PDF…</source>
        <translation>Показанное в PDF…</translation>
    </message>
    <message>
        <source>What is shown as PNG…</source>
        <translation>Показанное в PNG…</translation>
    </message>
    <message>
        <source>Page for the meeting as PDF…</source>
        <translation>Страница к совещанию, PDF…</translation>
    </message>
    <message>
        <source>Page for the meeting as PNG…</source>
        <translation>Страница к совещанию, PNG…</translation>
    </message>
    <message>
        <source>All outlets as PDF…</source>
        <translation>Все точки, PDF…</translation>
    </message>
    <message>
        <source>All outlets as PNG…</source>
        <translation>Все точки, PNG…</translation>
    </message>
    <message>
        <source>All outlets as an Excel table…</source>
        <translation>Все точки, таблица Excel…</translation>
    </message>
    <message>
        <source>Steps finished</source>
        <translation>Шагов готово</translation>
    </message>
    <message>
        <source>Steps in all</source>
        <translation>Шагов всего</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>For the meeting</source>
        <translation>К совещанию</translation>
    </message>
    <message>
        <source>Outlet portfolio</source>
        <translation>Портфель открытий</translation>
    </message>
</context>
<context>
    <name>PortfolioDrafts</name>
    <message>
        <source>Delete the draft</source>
        <translation>Удалить черновик</translation>
    </message>
    <message>
        <source>Continue the draft</source>
        <translation>Продолжить черновик</translation>
    </message>
</context>
<context>
    <name>PortfolioPlace</name>
    <message>
        <source>Outlets</source>
        <translation>Точки</translation>
    </message>
    <message>
        <source>Outlet portfolio</source>
        <translation>Портфель открытий</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Экспорт</translation>
    </message>
    <message>
        <source>Launch an outlet</source>
        <translation>Запустить точку</translation>
    </message>
    <message>
        <source>The portfolio could not be read</source>
        <translation>Портфель не удалось прочитать</translation>
    </message>
    <message>
        <source>Outlets will appear here</source>
        <translation>Здесь появятся точки</translation>
    </message>
    <message>
        <source>Launch an outlet, or open the demo portal</source>
        <translation>Запустите точку или откройте демо</translation>
    </message>
    <message>
        <source>No outlet matches the filter</source>
        <translation>Под фильтр не подходит ни одна точка</translation>
    </message>
    <message>
        <source>Reset the filter</source>
        <translation>Сбросить фильтр</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Прочитать снова</translation>
    </message>
    <message>
        <source>Reading the portfolio…</source>
        <translation>Читаю портфель…</translation>
    </message>
</context>
<context>
    <name>PortfolioView</name>
    <message>
        <source>Outlet</source>
        <translation>Точка</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Сейчас</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Шаги</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>План</translation>
    </message>
    <message>
        <source>Target date</source>
        <translation>Целевая дата</translation>
    </message>
    <message>
        <source>Dev.</source>
        <translation>Откл.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Регион</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>Директор</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Этап</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>С</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Ждут</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>Шанс</translation>
    </message>
    <message>
        <source>Person who holds it</source>
        <translation>Кто держит</translation>
    </message>
    <message>
        <source>Held since</source>
        <translation>Держит с</translation>
    </message>
    <message>
        <source>Steps that wait</source>
        <translation>Ждёт шагов</translation>
    </message>
    <message>
        <source>Deviation, working days</source>
        <translation>Отклонение, р. д.</translation>
    </message>
    <message>
        <source>Chance of the target date</source>
        <translation>Шанс успеть к цели</translation>
    </message>
    <message>
        <source>P50 against the target date, working days</source>
        <translation>P50 относительно целевой даты, рабочие дни</translation>
    </message>
    <message>
        <source>Since when the step is held</source>
        <translation>С какого дня держат шаг</translation>
    </message>
    <message>
        <source>Steps that wait for the one which holds the outlet</source>
        <translation>Сколько шагов ждут того, который держит точку</translation>
    </message>
    <message>
        <source>Chance to open by the target date</source>
        <translation>Шанс открыться к целевой дате</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Открытие</translation>
    </message>
    <message>
        <source>Need attention</source>
        <translation>Требуют внимания</translation>
    </message>
    <message>
        <source>On track</source>
        <translation>В графике</translation>
    </message>
    <message>
        <source>Waiting for approval</source>
        <translation>На согласовании</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Черновики</translation>
    </message>
    <message>
        <source>Opened in the last 60 days</source>
        <translation>Открыты за 60 дней</translation>
    </message>
    <message>
        <source>Opened earlier</source>
        <translation>Открыты раньше</translation>
    </message>
    <message>
        <source>Rejected and cancelled</source>
        <translation>Отклонены и отменены</translation>
    </message>
    <message>
        <source>No region</source>
        <translation>Без региона</translation>
    </message>
    <message>
        <source>No process</source>
        <translation>Без процесса</translation>
    </message>
    <message>
        <source>No director</source>
        <translation>Без директора</translation>
    </message>
    <message>
        <source>All stages are over</source>
        <translation>Все этапы пройдены</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Enter: continue, Del: delete</source>
        <translation>Enter: продолжить, Del: удалить</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Отклонение</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>К сроку успеет</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>Держит</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>Исполнитель</translation>
    </message>
    <message>
        <source>Enter: open, Right arrow: expand</source>
        <translation>Enter: открыть, стрелка вправо: развернуть</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>View only: nothing can be changed from this window</source>
        <translation>Только просмотр: из этого окна ничего нельзя изменить</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>Problems</source>
        <translation>Проблемы</translation>
    </message>
    <message>
        <source>Nothing is wrong: the process can be published</source>
        <translation>Замечаний нет: процесс можно опубликовать</translation>
    </message>
    <message>
        <source>Show the problems</source>
        <translation>Показать проблемы</translation>
    </message>
    <message>
        <source>Hide the problems</source>
        <translation>Свернуть проблемы</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>%n ошибка</numerusform>
            <numerusform>%n ошибки</numerusform>
            <numerusform>%n ошибок</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n предупреждение</numerusform>
            <numerusform>%n предупреждения</numerusform>
            <numerusform>%n предупреждений</numerusform>
        </translation>
    </message>
    <message>
        <source>Can be published when there are no errors</source>
        <translation>Опубликовать можно, когда ошибок нет</translation>
    </message>
    <message>
        <source>The process</source>
        <translation>Процесс</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Ошибка</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Предупреждение</translation>
    </message>
    <message>
        <source>Assign the role</source>
        <translation>Назначить роль</translation>
    </message>
    <message>
        <source>Join to “{step}”</source>
        <translation>Связать с «{step}»</translation>
    </message>
    <message>
        <source>Make it the goal</source>
        <translation>Сделать целью</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Set the duration</source>
        <translation>Поставить срок</translation>
    </message>
    <message>
        <source>Without a wait</source>
        <translation>Без ожидания</translation>
    </message>
    <message>
        <source>Name it</source>
        <translation>Назвать</translation>
    </message>
    <message>
        <source>Back to the launch form</source>
        <translation>Вернуть к форме запуска</translation>
    </message>
    <message>
        <source>Let it go back</source>
        <translation>Разрешить возврат</translation>
    </message>
    <message>
        <source>Remove the condition</source>
        <translation>Убрать условие</translation>
    </message>
    <message>
        <source>Ask at the launch</source>
        <translation>Спросить при запуске</translation>
    </message>
    <message>
        <source>Set the stage</source>
        <translation>Назначить этап</translation>
    </message>
    <message>
        <source>Tell the initiator</source>
        <translation>Сообщать инициатору</translation>
    </message>
    <message>
        <source>Add the answer</source>
        <translation>Добавить ответ</translation>
    </message>
    <message>
        <source>Keep the first answer</source>
        <translation>Оставить первый ответ</translation>
    </message>
    <message>
        <source>Remove the role</source>
        <translation>Удалить роль</translation>
    </message>
    <message>
        <source>Remove the reason</source>
        <translation>Убрать причину</translation>
    </message>
</context>
<context>
    <name>ProcessCanvas</name>
    <message>
        <source>Name of the step</source>
        <translation>Название шага</translation>
    </message>
</context>
<context>
    <name>ProcessForm</name>
    <message>
        <source>Name of the process</source>
        <translation>Название процесса</translation>
    </message>
    <message>
        <source>The step that means the opening</source>
        <translation>Цель: шаг, который означает открытие</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>не выбран</translation>
    </message>
    <message>
        <source>On the drawing</source>
        <translation>На схеме</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>Questions of the launch</source>
        <translation>Вопросы запуска</translation>
    </message>
    <message>
        <source>Reasons for a delay</source>
        <translation>Причины задержек</translation>
    </message>
    <message>
        <source>Change: {words}</source>
        <translation>Изменить: {words}</translation>
    </message>
    <message>
        <source>The launch asks nothing but the address and the dates</source>
        <translation>Запуск спрашивает только адрес и даты</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n шаг</numerusform>
            <numerusform>%n шага</numerusform>
            <numerusform>%n шагов</numerusform>
        </translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Задачи</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>Согласования</translation>
    </message>
    <message>
        <source>Confirmations</source>
        <translation>Подтверждения</translation>
    </message>
    <message>
        <source>Milestones</source>
        <translation>Вехи</translation>
    </message>
    <message>
        <source>Dependencies</source>
        <translation>Зависимости</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Этапы</translation>
    </message>
    <message>
        <source>{type}, required</source>
        <translation>{type}, обязательно</translation>
    </message>
    <message>
        <source>Rename the process</source>
        <translation>Переименовать процесс</translation>
    </message>
    <message>
        <source>Choose the goal</source>
        <translation>Выбрать цель</translation>
    </message>
</context>
<context>
    <name>ProcessView</name>
    <message>
        <source>Process drawing</source>
        <translation>Схема процесса</translation>
    </message>
    <message>
        <source>No role</source>
        <translation>Роль не задана</translation>
    </message>
</context>
<context>
    <name>ProcessesPlace</name>
    <message>
        <source>New process</source>
        <translation>Новый процесс</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Процесс</translation>
    </message>
    <message>
        <source>Name of the process</source>
        <translation>Название процесса</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Переименовать</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Другие действия</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>Открыть файл…</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Недавние файлы</translation>
    </message>
    <message>
        <source>Save to a file…</source>
        <translation>Сохранить файл…</translation>
    </message>
    <message>
        <source>An outlet on the drawing</source>
        <translation>Точка на схеме</translation>
    </message>
    <message>
        <source>Roles, stages, questions, reasons…</source>
        <translation>Роли, этапы, вопросы, причины…</translation>
    </message>
    <message>
        <source>Rename the process…</source>
        <translation>Переименовать процесс…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Печать…</translation>
    </message>
    <message>
        <source>Export as PDF, SVG or PNG…</source>
        <translation>Экспорт в PDF, SVG или PNG…</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation>Копировать как рисунок</translation>
    </message>
    <message>
        <source>Print, export, copy as a picture</source>
        <translation>Печать, экспорт, копирование рисунка</translation>
    </message>
    <message>
        <source>Publish v{number}</source>
        <translation>Опубликовать v{number}</translation>
    </message>
    <message>
        <source>revision {number}</source>
        <translation>ревизия {number}</translation>
    </message>
    <message>
        <source>draft v{number}</source>
        <translation>черновик v{number}</translation>
    </message>
    <message>
        <source>revision {number} is in force</source>
        <translation>действует ревизия {number}</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s)</source>
        <translation>
            <numerusform>%n точка</numerusform>
            <numerusform>%n точки</numerusform>
            <numerusform>%n точек</numerusform>
        </translation>
    </message>
    <message>
        <source>No process yet</source>
        <translation>Процессов пока нет</translation>
    </message>
    <message>
        <source>Open a process file, or start a new one from the list above</source>
        <translation>Откройте файл процесса или начните новый</translation>
    </message>
</context>
<context>
    <name>ProspectRow</name>
    <message>
        <source>Suppose this</source>
        <translation>Примерить</translation>
    </message>
</context>
<context>
    <name>PublishDialog</name>
    <message>
        <source>Publishing</source>
        <translation>Публикация</translation>
    </message>
    <message>
        <source>Publish revision {number}?</source>
        <translation>Опубликовать ревизию {number}?</translation>
    </message>
    <message>
        <source>New outlets will be launched by revision {number}.</source>
        <translation>Новые точки пойдут по ревизии {number}.</translation>
    </message>
    <message numerus="yes">
        <source>%n running outlet(s) keep the revision they were launched with.</source>
        <translation>
            <numerusform>%n текущая останется на своей ревизии.</numerusform>
            <numerusform>%n текущие останутся на своих ревизиях.</numerusform>
            <numerusform>%n текущих останутся на своих ревизиях.</numerusform>
        </translation>
    </message>
    <message>
        <source>What has changed</source>
        <translation>Что изменилось</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Опубликовать</translation>
    </message>
</context>
<context>
    <name>PublishingPlace</name>
    <message>
        <source>No process is open</source>
        <translation>Процесс не открыт</translation>
    </message>
    <message>
        <source>Publishing is under way</source>
        <translation>Публикация идёт</translation>
    </message>
    <message>
        <source>Nothing has changed since revision {number}</source>
        <translation>С ревизии {number} ничего не изменилось</translation>
    </message>
    <message>
        <source>The process is being checked</source>
        <translation>Процесс проверяется</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s) left: see the problems below the drawing</source>
        <translation>
            <numerusform>Осталась %n ошибка: она в списке под схемой</numerusform>
            <numerusform>Осталось %n ошибки: они в списке под схемой</numerusform>
            <numerusform>Осталось %n ошибок: они в списке под схемой</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Portfolio</source>
        <translation>Портфель</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Процессы</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Отчёты</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Журнал</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n требует внимания</numerusform>
            <numerusform>%n требуют внимания</numerusform>
            <numerusform>%n требуют внимания</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Write the reason: it stays in the history</source>
        <translation>Впишите причину: она останется в истории</translation>
    </message>
</context>
<context>
    <name>ReasonsPart</name>
    <message>
        <source>Reasons for a delay</source>
        <translation>Причины задержек</translation>
    </message>
    <message>
        <source>Offer a reason</source>
        <translation>Предложить причину</translation>
    </message>
    <message>
        <source>The holder of an overdue task answers in their own words</source>
        <translation>Причину просрочки исполнитель назовёт своими словами</translation>
    </message>
    <message>
        <source>Do not offer “{reason}”</source>
        <translation>Не предлагать причину «{reason}»</translation>
    </message>
    <message>
        <source>Reasons of the process…</source>
        <translation>Причины процесса…</translation>
    </message>
</context>
<context>
    <name>RegionDialog</name>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Cities, one in a line</source>
        <translation>Города, по одному в строке</translation>
    </message>
    <message>
        <source>An outlet launched in one of these cities gets this region. A city belongs to one region only.</source>
        <translation>Точка, которую запускают в одном из этих городов, получает этот регион. Город входит только в один регион.</translation>
    </message>
    <message>
        <source>Remove the region</source>
        <translation>Удалить регион</translation>
    </message>
    <message>
        <source>Type a name.</source>
        <translation>Введите название.</translation>
    </message>
    <message>
        <source>There is a region of that name already.</source>
        <translation>Регион с таким названием уже есть.</translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message>
        <source>Replacing a person</source>
        <translation>Замена человека</translation>
    </message>
    <message>
        <source>Who takes over from {name}?</source>
        <translation>Кто заменит: {name}?</translation>
    </message>
    <message>
        <source>dismissed, no access to the portal</source>
        <translation>уволен, доступа к порталу нет</translation>
    </message>
    <message>
        <source>Roles: {roles}</source>
        <translation>Роли: {roles}</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s)</source>
        <translation>
            <numerusform>%n точка</numerusform>
            <numerusform>%n точки</numerusform>
            <numerusform>%n точек</numerusform>
        </translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Кандидаты</translation>
    </message>
    <message>
        <source>with the new tasks</source>
        <translation>с новыми задачами</translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation>Другой человек…</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Что сделать</translation>
    </message>
    <message>
        <source>Roles by default</source>
        <translation>Роли по умолчанию</translation>
    </message>
    <message>
        <source>Roles in regions</source>
        <translation>Роли в регионах</translation>
    </message>
    <message>
        <source>Roles in single outlets</source>
        <translation>Роли в отдельных точках</translation>
    </message>
    <message>
        <source>Roles as the deputy</source>
        <translation>Заместитель в ролях</translation>
    </message>
    <message>
        <source>Open tasks</source>
        <translation>Открытые задачи</translation>
    </message>
    <message>
        <source>Send the list in the chat</source>
        <translation>Написать в чат списком</translation>
    </message>
    <message>
        <source>deputy of the role</source>
        <translation>заместитель роли</translation>
    </message>
    <message>
        <source>has the role by default</source>
        <translation>по умолчанию для роли</translation>
    </message>
    <message>
        <source>same department</source>
        <translation>тот же отдел</translation>
    </message>
    <message>
        <source>absent till {day}</source>
        <translation>отсутствует до {day}</translation>
    </message>
    <message>
        <source>On the portal only the assignee of open tasks changes; deadlines, comments and checklists stay. Finished tasks are not touched. The log takes it back with one action.</source>
        <translation>На портале сменится только ответственный у открытых задач: сроки, комментарии и чек-листы останутся. Закрытые задачи не меняются. Вернуть можно из журнала одним действием.</translation>
    </message>
    <message>
        <source>Counting the opening dates…</source>
        <translation>Считаются даты открытий…</translation>
    </message>
    <message>
        <source>The forecast of the openings does not change.</source>
        <translation>Прогноз открытий не изменится.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Opening dates: {list}.</source>
        <translation>Даты открытий: {list}.</translation>
    </message>
    <message>
        <source>{count} of {norm}</source>
        <translation>{count} из {norm}</translation>
    </message>
    <message numerus="yes">
        <source>%n open task(s)</source>
        <translation>
            <numerusform>%n открытая задача</numerusform>
            <numerusform>%n открытые задачи</numerusform>
            <numerusform>%n открытых задач</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) not opened yet</source>
        <translation>
            <numerusform>%n шаг ещё не открыт</numerusform>
            <numerusform>%n шага ещё не открыты</numerusform>
            <numerusform>%n шагов ещё не открыто</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: open tasks now {now}, then {then}, norm {norm} a week.</source>
        <translation>{name}: открытых задач сейчас {now}, станет {then} при норме {norm} в неделю.</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Что затронет</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Replace everywhere</source>
        <translation>Заменить везде</translation>
    </message>
    <message>
        <source>Replace where ticked</source>
        <translation>Заменить отмеченное</translation>
    </message>
    <message>
        <source>Choose who takes over.</source>
        <translation>Выберите, кто заменит.</translation>
    </message>
</context>
<context>
    <name>ReplaceTree</name>
    <message>
        <source>What changes</source>
        <translation>Что затронет</translation>
    </message>
    <message>
        <source>in place of {name}</source>
        <translation>вместо: {name}</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>по умолчанию</translation>
    </message>
    <message>
        <source>deputy</source>
        <translation>заместитель</translation>
    </message>
    <message>
        <source>region {name}</source>
        <translation>регион {name}</translation>
    </message>
    <message>
        <source>this outlet</source>
        <translation>эта точка</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>due {day}</source>
        <translation>срок {day}</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) to come</source>
        <translation>
            <numerusform>%n будущий шаг</numerusform>
            <numerusform>%n будущих шага</numerusform>
            <numerusform>%n будущих шагов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RevisionList</name>
    <message>
        <source>Restore v{number}</source>
        <translation>Восстановить v{number}</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Сравнить</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Ревизии</translation>
    </message>
</context>
<context>
    <name>RevisionRows</name>
    <message>
        <source>0, float {days}</source>
        <translation>0, запас {days}</translation>
    </message>
    <message>
        <source>milestone</source>
        <translation>веха</translation>
    </message>
    <message>
        <source>step</source>
        <translation>шаг</translation>
    </message>
    <message>
        <source>no such step</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>no influence</source>
        <translation>не влияет</translation>
    </message>
    <message>
        <source>in the process</source>
        <translation>в процессе</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no such role, stage, question or reason</comment>
        <translation>нет</translation>
    </message>
    <message>
        <source>The process</source>
        <translation>Процесс</translation>
    </message>
</context>
<context>
    <name>RevisionWhy</name>
    <message>
        <source>No date</source>
        <translation>Нет даты</translation>
    </message>
    <message>
        <source>One of the revisions has no goal, or steps that wait for each other.</source>
        <translation>В одной из ревизий нет цели или шаги ждут друг друга.</translation>
    </message>
    <message>
        <source>Why the date stays</source>
        <translation>Почему дата не меняется</translation>
    </message>
    <message>
        <source>No duration, step or dependency has changed.</source>
        <translation>Сроки, шаги и связи не изменились.</translation>
    </message>
    <message>
        <source>The changes make up for each other.</source>
        <translation>Изменения уравновешивают друг друга.</translation>
    </message>
    <message>
        <source>All changes are within the float of their steps.</source>
        <translation>Все изменения внутри запаса своих шагов.</translation>
    </message>
    <message>
        <source>Why {days}</source>
        <translation>Почему {days}</translation>
    </message>
    <message>
        <source>Several changes do it together; none of them does it alone.</source>
        <translation>Дату сдвигают несколько изменений вместе, по отдельности ни одно не сдвигает.</translation>
    </message>
    <message>
        <source>The other changes are within the float of their steps.</source>
        <translation>Остальные изменения внутри запаса своих шагов.</translation>
    </message>
    <message>
        <source>{step} is new: {days}.</source>
        <translation>{step}: новый шаг, {days}.</translation>
    </message>
    <message>
        <source>{step} is gone: {days}.</source>
        <translation>{step}: шага больше нет, {days}.</translation>
    </message>
    <message>
        <source>{step} waits for other steps.</source>
        <translation>{step}: ждёт других шагов.</translation>
    </message>
    <message>
        <source>{step}: usually {new}, not {old}.</source>
        <translation>{step}: обычно {new}, а не {old}.</translation>
    </message>
    <message>
        <source>The step is on the critical path.</source>
        <translation>Шаг на критическом пути.</translation>
    </message>
</context>
<context>
    <name>RevisionWords</name>
    <message>
        <source>Draft</source>
        <translation>Черновик</translation>
    </message>
    <message>
        <source>Revision {number}</source>
        <translation>Ревизия {number}</translation>
    </message>
    <message>
        <source>“{title}”</source>
        <translation>«{title}»</translation>
    </message>
    <message>
        <source>name</source>
        <translation>название</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>вид</translation>
    </message>
    <message>
        <source>role</source>
        <translation>роль</translation>
    </message>
    <message>
        <source>stage</source>
        <translation>этап</translation>
    </message>
    <message>
        <source>estimate</source>
        <translation>срок</translation>
    </message>
    <message>
        <source>description</source>
        <translation>описание</translation>
    </message>
    <message>
        <source>condition</source>
        <translation>условие</translation>
    </message>
    <message>
        <source>checklist</source>
        <translation>чек-лист</translation>
    </message>
    <message>
        <source>fields of the result</source>
        <translation>поля результата</translation>
    </message>
    <message>
        <source>reasons of delay</source>
        <translation>причины задержки</translation>
    </message>
    <message>
        <source>reminder</source>
        <translation>напоминание</translation>
    </message>
    <message>
        <source>escalation</source>
        <translation>эскалация</translation>
    </message>
    <message>
        <source>required result</source>
        <translation>обязательный результат</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>ответы</translation>
    </message>
    <message>
        <source>place on the sheet</source>
        <translation>место на листе</translation>
    </message>
    <message>
        <source>dependencies</source>
        <translation>связи</translation>
    </message>
    <message>
        <source>code</source>
        <translation>код</translation>
    </message>
    <message>
        <source>type</source>
        <translation>тип</translation>
    </message>
    <message>
        <source>required</source>
        <translation>обязательность</translation>
    </message>
    <message>
        <source>choices</source>
        <translation>варианты</translation>
    </message>
    <message>
        <source>whose delay</source>
        <translation>чья задержка</translation>
    </message>
    <message>
        <source>how it is found</source>
        <translation>как выявляется</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>цель</translation>
    </message>
    <message>
        <source>order of stages</source>
        <translation>порядок этапов</translation>
    </message>
    <message>
        <source>order of roles</source>
        <translation>порядок ролей</translation>
    </message>
    <message>
        <source>order of questions</source>
        <translation>порядок вопросов</translation>
    </message>
    <message>
        <source>order of reasons</source>
        <translation>порядок причин</translation>
    </message>
    <message>
        <source>Role “{title}”</source>
        <translation>Роль «{title}»</translation>
    </message>
    <message>
        <source>Stage “{title}”</source>
        <translation>Этап «{title}»</translation>
    </message>
    <message>
        <source>Question “{title}”</source>
        <translation>Вопрос «{title}»</translation>
    </message>
    <message>
        <source>Reason “{title}”</source>
        <translation>Причина «{title}»</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>не задана</translation>
    </message>
    <message>
        <source>always</source>
        <translation>всегда</translation>
    </message>
    <message>
        <source>after {step}</source>
        <translation>после {step}</translation>
    </message>
    <message>
        <source>before {step}</source>
        <translation>перед {step}</translation>
    </message>
    <message>
        <source>{number} to the right</source>
        <translation>правее на {number}</translation>
    </message>
    <message>
        <source>{number} to the left</source>
        <translation>левее на {number}</translation>
    </message>
    <message>
        <source>{number} lower</source>
        <translation>ниже на {number}</translation>
    </message>
    <message>
        <source>{number} higher</source>
        <translation>выше на {number}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>the initiator</source>
        <translation>инициатор</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>{before} before, then every {repeat}</source>
        <translation>за {before}, затем каждые {repeat}</translation>
    </message>
    <message>
        <source>{days} overdue</source>
        <translation>при просрочке {days}</translation>
    </message>
</context>
<context>
    <name>RevisionsBar</name>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} из {count}</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Добавлено</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Удалено</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Изменено</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Сдвинуто</translation>
    </message>
    <message>
        <source>Older revision</source>
        <translation>Ревизия старее</translation>
    </message>
    <message>
        <source>Newer revision</source>
        <translation>Ревизия новее</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>Предыдущее изменение</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>Следующее изменение</translation>
    </message>
</context>
<context>
    <name>RevisionsDesk</name>
    <message>
        <source>Restore revision {number}</source>
        <translation>Восстановить ревизию {number}</translation>
    </message>
</context>
<context>
    <name>RevisionsModel</name>
    <message>
        <source>newer</source>
        <translation>новее</translation>
    </message>
    <message>
        <source>older</source>
        <translation>старее</translation>
    </message>
</context>
<context>
    <name>RevisionsPage</name>
    <message>
        <source>No role</source>
        <translation>Роль не задана</translation>
    </message>
    <message>
        <source>place in {revision}</source>
        <translation>место в {revision}</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>нет даты</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Процессы</translation>
    </message>
    <message>
        <source>Back to the drawing (Esc)</source>
        <translation>Назад к схеме (Esc)</translation>
    </message>
    <message>
        <source>Comparison of {older} and {newer}</source>
        <translation>Сравнение {older} и {newer}</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>Ревизии</translation>
    </message>
    <message>
        <source>Restore {revision}</source>
        <translation>Восстановить {revision}</translation>
    </message>
    <message>
        <source>The drawing becomes that of this revision; undo takes it back</source>
        <translation>Схема станет такой, как в этой ревизии; отмена вернёт прежнюю</translation>
    </message>
    <message>
        <source>Drawing of both revisions</source>
        <translation>Схема обеих ревизий</translation>
    </message>
    <message>
        <source>Influence</source>
        <translation>Влияние</translation>
    </message>
</context>
<context>
    <name>RolePanel</name>
    <message>
        <source>Assignee by default</source>
        <translation>Исполнитель по умолчанию</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>Заместитель</translation>
    </message>
    <message>
        <source>Who gets the task</source>
        <translation>Кому уйдёт задача</translation>
    </message>
    <message>
        <source>Change the assignee</source>
        <translation>Сменить исполнителя</translation>
    </message>
    <message>
        <source>Change the deputy</source>
        <translation>Сменить заместителя</translation>
    </message>
    <message>
        <source>Change the assignee in the region</source>
        <translation>Сменить исполнителя в регионе</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Сменить…</translation>
    </message>
    <message>
        <source>Replace everywhere…</source>
        <translation>Заменить везде…</translation>
    </message>
    <message>
        <source>Assignee in “{name}”</source>
        <translation>Исполнитель в регионе «{name}»</translation>
    </message>
    <message>
        <source>As by default</source>
        <translation>Как по умолчанию</translation>
    </message>
    <message>
        <source>By the structure…</source>
        <translation>По структуре…</translation>
    </message>
    <message>
        <source>Outlet for which the rule is shown</source>
        <translation>Точка, для которой показано правило</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n шаг</numerusform>
            <numerusform>%n шага</numerusform>
            <numerusform>%n шагов</numerusform>
        </translation>
    </message>
    <message>
        <source>head of “{what}”</source>
        <translation>руководитель отдела «{what}»</translation>
    </message>
    <message>
        <source>position “{what}”</source>
        <translation>должность «{what}»</translation>
    </message>
    <message>
        <source>Assignee by default: {rule}</source>
        <translation>Исполнитель по умолчанию: {rule}</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Не задан</translation>
    </message>
    <message>
        <source>dismissed, no access to the portal</source>
        <translation>уволен, доступа к порталу нет</translation>
    </message>
    <message>
        <source>absent till {day}</source>
        <translation>нет до {day}</translation>
    </message>
    <message>
        <source>Any outlet of “{name}”</source>
        <translation>Любая точка региона «{name}»</translation>
    </message>
    <message>
        <source>Any outlet</source>
        <translation>Любая точка</translation>
    </message>
    <message>
        <source>Nobody: an outlet cannot be launched with this role.</source>
        <translation>Никому: точку с этой ролью не запустить.</translation>
    </message>
    <message>
        <source>New tasks go to {name}.</source>
        <translation>Новые задачи получает {name}.</translation>
    </message>
    <message>
        <source>Outlet</source>
        <translation>Точка</translation>
    </message>
    <message>
        <source>Region “{name}”</source>
        <translation>Регион «{name}»</translation>
    </message>
    <message>
        <source>By default</source>
        <translation>По умолчанию</translation>
    </message>
    <message>
        <source>Absent → deputy</source>
        <translation>Отсутствует → заместитель</translation>
    </message>
    <message>
        <source>set at the launch</source>
        <translation>задаётся при запуске</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>не задан</translation>
    </message>
    <message>
        <source>{name}, dismissed</source>
        <translation>{name}, уволен</translation>
    </message>
    <message>
        <source>{name}, absent</source>
        <translation>{name}, нет на месте</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>не нужно</translation>
    </message>
</context>
<context>
    <name>RoleSheets</name>
    <message>
        <source>Save as a spreadsheet…</source>
        <translation>Сохранить в таблицу…</translation>
    </message>
    <message>
        <source>Read from a spreadsheet…</source>
        <translation>Прочитать из таблицы…</translation>
    </message>
    <message>
        <source>Roles and regions</source>
        <translation>Роли и регионы</translation>
    </message>
    <message>
        <source>Save as a spreadsheet</source>
        <translation>Сохранить в таблицу</translation>
    </message>
    <message>
        <source>Read from a spreadsheet</source>
        <translation>Прочитать из таблицы</translation>
    </message>
</context>
<context>
    <name>RolesDialogs</name>
    <message>
        <source>Region “{name}”</source>
        <translation>Регион «{name}»</translation>
    </message>
    <message>
        <source>New region</source>
        <translation>Новый регион</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>Отсутствие</translation>
    </message>
    <message>
        <source>New absence</source>
        <translation>Новое отсутствие</translation>
    </message>
</context>
<context>
    <name>RolesModel</name>
    <message>
        <source>Not set</source>
        <translation>Не задан</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Никого</translation>
    </message>
    <message>
        <source>{name}, dismissed</source>
        <translation>{name}, уволен</translation>
    </message>
    <message>
        <source>{name}, as by default</source>
        <translation>{name}, как по умолчанию</translation>
    </message>
    <message>
        <source>Dismissed: no access to the portal.</source>
        <translation>Уволен: доступа к порталу нет.</translation>
    </message>
    <message>
        <source>Absent till {day}.</source>
        <translation>Отсутствует до {day}.</translation>
    </message>
    <message>
        <source>Named by the structure of the company.</source>
        <translation>Назначен по структуре компании.</translation>
    </message>
    <message>
        <source>As by default.</source>
        <translation>Как по умолчанию.</translation>
    </message>
    <message>
        <source>Tasks of this week: {share} of the norm.</source>
        <translation>Задачи этой недели: {share} от нормы.</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>By default</source>
        <translation>По умолчанию</translation>
    </message>
    <message>
        <source>Deputy</source>
        <translation>Заместитель</translation>
    </message>
    <message numerus="yes">
        <source>%n approval(s)</source>
        <translation>
            <numerusform>%n согласование</numerusform>
            <numerusform>%n согласования</numerusform>
            <numerusform>%n согласований</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n шаг</numerusform>
            <numerusform>%n шага</numerusform>
            <numerusform>%n шагов</numerusform>
        </translation>
    </message>
    <message>
        <source>till {day}</source>
        <translation>до {day}</translation>
    </message>
    <message>
        <source>stands in</source>
        <translation>замещает</translation>
    </message>
</context>
<context>
    <name>RolesPlace</name>
    <message>
        <source>Roles and people</source>
        <translation>Роли и люди</translation>
    </message>
    <message numerus="yes">
        <source>%n role(s)</source>
        <translation>
            <numerusform>%n роль</numerusform>
            <numerusform>%n роли</numerusform>
            <numerusform>%n ролей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n person(s) on the portal</source>
        <translation>
            <numerusform>%n человек на портале</numerusform>
            <numerusform>%n человека на портале</numerusform>
            <numerusform>%n человек на портале</numerusform>
        </translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Заменить…</translation>
    </message>
    <message>
        <source>Name: set here · grey name: as by default · the tree: by the structure of the company</source>
        <translation>Имя: задано здесь · серое имя: как по умолчанию · дерево: по структуре компании</translation>
    </message>
    <message>
        <source>Double click, Enter or F2 changes the person</source>
        <translation>Двойной щелчок, Enter или F2 меняет человека</translation>
    </message>
    <message>
        <source>Roles and their people</source>
        <translation>Роли и их люди</translation>
    </message>
    <message>
        <source>Spreadsheet</source>
        <translation>Таблица Excel</translation>
    </message>
    <message>
        <source>No roles yet</source>
        <translation>Ролей пока нет</translation>
    </message>
    <message>
        <source>Roles come from published processes: publish one in Processes.</source>
        <translation>Роли приходят из опубликованных процессов: опубликуйте процесс на экране «Процессы».</translation>
    </message>
    <message>
        <source>Reading roles and people…</source>
        <translation>Читаю роли и людей…</translation>
    </message>
    <message>
        <source>Roles and regions</source>
        <translation>Роли и регионы</translation>
    </message>
    <message>
        <source>Overrides of outlets</source>
        <translation>Переопределения точек</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>Absences</source>
        <translation>Отсутствия</translation>
    </message>
    <message>
        <source>{name} is dismissed.</source>
        <translation>{name}: уволен.</translation>
    </message>
    <message>
        <source>“{role}”</source>
        <translation>«{role}»</translation>
    </message>
    <message numerus="yes">
        <source>%n open task(s)</source>
        <translation>
            <numerusform>%n открытая задача</numerusform>
            <numerusform>%n открытые задачи</numerusform>
            <numerusform>%n открытых задач</numerusform>
        </translation>
    </message>
    <message>
        <source>Holds the role {roles}, {tasks}.</source>
        <translation>Исполняет роль {roles}, {tasks}.</translation>
    </message>
    <message>
        <source>Holds {tasks}.</source>
        <translation>На этом человеке {tasks}.</translation>
    </message>
    <message numerus="yes">
        <source>%n more dismissed holder(s).</source>
        <translation>
            <numerusform>Уволен ещё %n исполнитель.</numerusform>
            <numerusform>Уволены ещё %n исполнителя.</numerusform>
            <numerusform>Уволены ещё %n исполнителей.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Никого</translation>
    </message>
    <message>
        <source>As by default</source>
        <translation>Как по умолчанию</translation>
    </message>
    <message>
        <source>As everywhere</source>
        <translation>Как везде</translation>
    </message>
</context>
<context>
    <name>SavedNote</name>
    <message>
        <source>draft saved {time}</source>
        <translation>черновик сохранён {time}</translation>
    </message>
</context>
<context>
    <name>ScheduleChart</name>
    <message>
        <source>On the critical path</source>
        <translation>На критическом пути</translation>
    </message>
    <message numerus="yes">
        <source>Slack: %n wd</source>
        <translation>
            <numerusform>Запас: %n р. д.</numerusform>
            <numerusform>Запас: %n р. д.</numerusform>
            <numerusform>Запас: %n р. д.</numerusform>
        </translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Шаг</translation>
    </message>
    <message>
        <source>target {day}</source>
        <translation>цель {day}</translation>
    </message>
</context>
<context>
    <name>SchedulePage</name>
    <message>
        <source>Schedule</source>
        <translation>График</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>Все {count}</translation>
    </message>
    <message>
        <source>Important {count}</source>
        <translation>Важные {count}</translation>
    </message>
    <message>
        <source>critical path {days}</source>
        <translation>критический путь {days}</translation>
    </message>
</context>
<context>
    <name>SettingsPlace</name>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>hold at once, Ctrl+Z undoes</source>
        <translation>меняются сразу, отмена Ctrl+Z</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Подключение</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Календарь</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Сроки и нормы</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Уведомления</translation>
    </message>
    <message>
        <source>Look and language</source>
        <translation>Вид и язык</translation>
    </message>
    <message>
        <source>Data and copies</source>
        <translation>Данные и копии</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Диагностика</translation>
    </message>
    <message>
        <source>About the program</source>
        <translation>О программе</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Разделы</translation>
    </message>
    <message>
        <source>Disconnect {host}?</source>
        <translation>Отключить {host}?</translation>
    </message>
    <message>
        <source>The engine stops and the webhook is forgotten on this computer. Outlets, processes and history stay; nothing changes on the portal.</source>
        <translation>Движок остановится, вебхук на этом компьютере будет забыт. Точки, процессы и история останутся, на портале ничего не изменится.</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Отключить</translation>
    </message>
    <message>
        <source>Asked every {seconds} s</source>
        <translation>Опрос раз в {seconds} с</translation>
    </message>
    <message>
        <source>Remove the exception {day}</source>
        <translation>Убрать исключение {day}</translation>
    </message>
    <message>
        <source>Exception {day}</source>
        <translation>Исключение {day}</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>Рабочее время</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Допуск отклонения</translation>
    </message>
    <message>
        <source>View only</source>
        <translation>Только просмотр</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Размер текста</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Daily copy</source>
        <translation>Ежедневная копия</translation>
    </message>
    <message>
        <source>Restore the data of {moment}?</source>
        <translation>Восстановить данные на {moment}?</translation>
    </message>
    <message>
        <source>Outlets, processes, roles, calendar and history become as they were at that moment. What the portal holds stays: the engine reads it again and creates nothing until then. The present data is copied before.</source>
        <translation>Точки, процессы, роли, календарь и история станут такими, какими были в тот момент. То, что есть на портале, останется: движок перечитает его и до этого ничего не создаст. Нынешние данные будут скопированы.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
    <message>
        <source>Write the file</source>
        <translation>Записать файл</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>SeveralForm</name>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Этап</translation>
    </message>
    <message>
        <source>Days: min, usual, max</source>
        <translation>Срок: мин, обычно, макс</translation>
    </message>
    <message>
        <source>Least, working days</source>
        <translation>Минимум, рабочие дни</translation>
    </message>
    <message>
        <source>Usually, working days</source>
        <translation>Обычно, рабочие дни</translation>
    </message>
    <message>
        <source>Most, working days</source>
        <translation>Максимум, рабочие дни</translation>
    </message>
    <message>
        <source>different</source>
        <translation>разные</translation>
    </message>
    <message>
        <source>A value given here goes to every selected step. Milestones keep no duration.</source>
        <translation>Заданное здесь получит каждый выбранный шаг. У вех срока нет.</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>не задан</translation>
    </message>
    <message>
        <source>no stage</source>
        <translation>без этапа</translation>
    </message>
    <message numerus="yes">
        <source>Change the role of %n step(s)</source>
        <translation>
            <numerusform>Сменить роль: %n шаг</numerusform>
            <numerusform>Сменить роль: %n шага</numerusform>
            <numerusform>Сменить роль: %n шагов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change the stage of %n step(s)</source>
        <translation>
            <numerusform>Сменить этап: %n шаг</numerusform>
            <numerusform>Сменить этап: %n шага</numerusform>
            <numerusform>Сменить этап: %n шагов</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change the duration of %n step(s)</source>
        <translation>
            <numerusform>Изменить срок: %n шаг</numerusform>
            <numerusform>Изменить срок: %n шага</numerusform>
            <numerusform>Изменить срок: %n шагов</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Warnings</source>
        <translation>Предупреждения</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Люди</translation>
    </message>
    <message>
        <source>a click changes it for this outlet</source>
        <translation>щелчок меняет для этой точки</translation>
    </message>
    <message>
        <source>What the director will see</source>
        <translation>Что увидит директор</translation>
    </message>
    <message>
        <source>What appears on the portal</source>
        <translation>Что появится на портале</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Сразу</translation>
    </message>
    <message>
        <source>After “{answer}”</source>
        <translation>После «{answer}»</translation>
    </message>
    <message>
        <source>The bot&apos;s message with buttons: {person}</source>
        <translation>Сообщение бота с кнопками: {person}</translation>
    </message>
    <message>
        <source>Project “{title}”</source>
        <translation>Проект «{title}»</translation>
    </message>
    <message numerus="yes">
        <source>%n more task(s), each when its turn comes</source>
        <translation>
            <numerusform>Ещё %n задача, когда придёт её черёд</numerusform>
            <numerusform>Ещё %n задачи, каждая в свой черёд</numerusform>
            <numerusform>Ещё %n задач, каждая в свой черёд</numerusform>
        </translation>
    </message>
    <message>
        <source>Task “{title}”, {person}</source>
        <translation>Задача «{title}», {person}</translation>
    </message>
</context>
<context>
    <name>Staffing</name>
    <message>
        <source>nobody</source>
        <translation>никто</translation>
    </message>
    <message>
        <source>“{role}” in {where}: {name}</source>
        <translation>«{role}» в регионе «{where}»: {name}</translation>
    </message>
    <message>
        <source>as by default</source>
        <translation>как по умолчанию</translation>
    </message>
    <message>
        <source>“{role}”, {where}: {name}</source>
        <translation>«{role}», {where}: {name}</translation>
    </message>
    <message>
        <source>as everywhere</source>
        <translation>как везде</translation>
    </message>
    <message>
        <source>Deputy of “{role}”: {name}</source>
        <translation>Заместитель «{role}»: {name}</translation>
    </message>
    <message>
        <source>“{role}”: {name}</source>
        <translation>«{role}»: {name}</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) from a spreadsheet</source>
        <translation>
            <numerusform>%n ячейка из таблицы</numerusform>
            <numerusform>%n ячейки из таблицы</numerusform>
            <numerusform>%n ячеек из таблицы</numerusform>
        </translation>
    </message>
    <message>
        <source>Region “{name}”</source>
        <translation>Регион «{name}»</translation>
    </message>
    <message>
        <source>Region “{name}” removed</source>
        <translation>Регион «{name}» удалён</translation>
    </message>
    <message>
        <source>Norm of {name}: {count}</source>
        <translation>Норма, {name}: {count}</translation>
    </message>
    <message>
        <source>Absence: {name}</source>
        <translation>Отсутствие: {name}</translation>
    </message>
    <message>
        <source>Absence removed: {name}</source>
        <translation>Отсутствие удалено: {name}</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Demo portal</source>
        <translation>Демо-портал</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Тема</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Проверить сейчас</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлая</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмная</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>Remove the dependency</source>
        <translation>Убрать связь</translation>
    </message>
    <message>
        <source>Change the wait</source>
        <translation>Изменить ожидание</translation>
    </message>
    <message>
        <source>Add a dependency</source>
        <translation>Добавить связь</translation>
    </message>
    <message>
        <source>Change the reasons for a delay</source>
        <translation>Изменить причины задержек</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Этап</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Роль</translation>
    </message>
    <message>
        <source>Days: min, usual, max</source>
        <translation>Срок: мин, обычно, макс</translation>
    </message>
    <message>
        <source>Least, working days</source>
        <translation>Минимум, рабочие дни</translation>
    </message>
    <message>
        <source>Usually, working days</source>
        <translation>Обычно, рабочие дни</translation>
    </message>
    <message>
        <source>Most, working days</source>
        <translation>Максимум, рабочие дни</translation>
    </message>
    <message>
        <source>Add an answer</source>
        <translation>Добавить ответ</translation>
    </message>
    <message>
        <source>Remove an answer</source>
        <translation>Удалить ответ</translation>
    </message>
    <message>
        <source>Change where rework goes back to</source>
        <translation>Изменить, куда вернуть на доработку</translation>
    </message>
    <message>
        <source>Required result</source>
        <translation>Требуемый результат</translation>
    </message>
    <message>
        <source>no stage</source>
        <translation>без этапа</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>не задан</translation>
    </message>
    <message>
        <source>Rename the step</source>
        <translation>Переименовать шаг</translation>
    </message>
    <message>
        <source>Change the kind of the step</source>
        <translation>Сменить вид шага</translation>
    </message>
    <message>
        <source>Change the stage</source>
        <translation>Сменить этап</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>Сменить роль</translation>
    </message>
    <message>
        <source>Change the duration</source>
        <translation>Изменить срок</translation>
    </message>
    <message>
        <source>Asks for nothing. Press to add a question</source>
        <translation>Ничего не спрашивает. Нажмите, чтобы добавить</translation>
    </message>
    <message>
        <source>Change what is asked for</source>
        <translation>Изменить, что спрашивать</translation>
    </message>
    <message>
        <source>Change the condition</source>
        <translation>Изменить условие</translation>
    </message>
    <message>
        <source>Require a result</source>
        <translation>Требовать результат</translation>
    </message>
    <message>
        <source>Change the reminder</source>
        <translation>Изменить напоминание</translation>
    </message>
    <message>
        <source>Change the escalation</source>
        <translation>Изменить сообщение о просрочке</translation>
    </message>
    <message>
        <source>Change the checklist</source>
        <translation>Изменить чек-лист</translation>
    </message>
    <message>
        <source>Change the description</source>
        <translation>Изменить описание</translation>
    </message>
    <message>
        <source>Change the answer</source>
        <translation>Изменить ответ</translation>
    </message>
</context>
<context>
    <name>StepPalette</name>
    <message>
        <source>Connect with “{step}”</source>
        <translation>Связать с «{step}»</translation>
    </message>
    <message>
        <source>New task “{name}”</source>
        <translation>Новая задача «{name}»</translation>
    </message>
    <message>
        <source>What comes next: kind, role, step or a name</source>
        <translation>Что дальше: вид, роль, шаг или название</translation>
    </message>
    <message>
        <source>New step</source>
        <translation>Новый шаг</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>Подходит</translation>
    </message>
</context>
<context>
    <name>StructureMenu</name>
    <message>
        <source>Head of the department</source>
        <translation>Руководитель отдела</translation>
    </message>
    <message>
        <source>Holder of the position</source>
        <translation>Занимающий должность</translation>
    </message>
    <message>
        <source>Chosen by hand</source>
        <translation>Выбран вручную</translation>
    </message>
    <message>
        <source>{what} — nobody</source>
        <translation>{what} — никого</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Target date</source>
        <translation>Целевая дата</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>К сроку успеет</translation>
    </message>
    <message>
        <source>Share of the trials that open by the target date</source>
        <translation>Доля прогонов, где точка открыта к целевой дате</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Шаги</translation>
    </message>
    <message>
        <source>Process, revision</source>
        <translation>Процесс, ревизия</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>Критический путь</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>План</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Связи</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Причины</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Открыта</translation>
    </message>
    <message>
        <source>Opening forecast P50</source>
        <translation>Прогноз открытия P50</translation>
    </message>
</context>
<context>
    <name>SummaryForm</name>
    <message>
        <source>Outlet</source>
        <translation>Точка</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Регион</translation>
    </message>
    <message>
        <source>Process and revision</source>
        <translation>Процесс и ревизия</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Начало</translation>
    </message>
    <message>
        <source>Target date</source>
        <translation>Целевая дата</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Считать</translation>
    </message>
    <message>
        <source>By schedule</source>
        <translation>По графику</translation>
    </message>
    <message>
        <source>Forecast P50</source>
        <translation>Прогноз P50</translation>
    </message>
    <message>
        <source>Forecast P80</source>
        <translation>Прогноз P80</translation>
    </message>
    <message>
        <source>Buffer to target</source>
        <translation>Запас до цели</translation>
    </message>
    <message>
        <source>from the start</source>
        <translation>от начала</translation>
    </message>
    <message>
        <source>from the target</source>
        <translation>от цели</translation>
    </message>
    <message>
        <source>Direction of the calculation</source>
        <translation>Направление расчёта</translation>
    </message>
    <message>
        <source>Too late already: the start was {day}</source>
        <translation>Уже поздно: начать надо было {day}</translation>
    </message>
    <message>
        <source>In time: {chance}</source>
        <translation>К сроку успеет: {chance}</translation>
    </message>
    <message>
        <source>Forecast: {trials} trials over the estimates of the steps and the production calendar, steps independent.</source>
        <translation>Прогноз: {trials} прогонов по оценкам шагов и производственный календарь, шаги независимы.</translation>
    </message>
    <message>
        <source>The target is P80. Earlier is possible with a smaller chance: {chance} by {day}.</source>
        <translation>Цель по умолчанию равна P80. Раньше можно, шанс будет меньше: к {day} успеет {chance}.</translation>
    </message>
    <message>
        <source>80 % are reached by {day} (P80).</source>
        <translation>80 % будет к {day} (P80).</translation>
    </message>
</context>
<context>
    <name>TargetChoice</name>
    <message>
        <source>By schedule, no buffer</source>
        <translation>По графику, без запаса</translation>
    </message>
    <message>
        <source>Most likely (P50)</source>
        <translation>Вероятнее всего (P50)</translation>
    </message>
    <message>
        <source>With a buffer (P80), default</source>
        <translation>С запасом (P80), по умолчанию</translation>
    </message>
    <message>
        <source>Almost certain (P95)</source>
        <translation>Почти наверняка (P95)</translation>
    </message>
</context>
<context>
    <name>TargetDialog</name>
    <message>
        <source>Move the target date?</source>
        <translation>Сдвинуть целевую дату?</translation>
    </message>
    <message>
        <source>Target date</source>
        <translation>Целевая дата</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Move the target date</source>
        <translation>Сдвинуть целевую дату</translation>
    </message>
</context>
<context>
    <name>TermsSection</name>
    <message>
        <source>Terms</source>
        <translation>Сроки и нормы</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Допуск отклонения</translation>
    </message>
    <message>
        <source>Working hours</source>
        <translation>Рабочее время</translation>
    </message>
    <message>
        <source>Later than the target by more than the tolerance is late; by less is at risk.</source>
        <translation>Позже цели больше чем на допуск — «Опаздывает», меньше — «Под угрозой».</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n шаг</numerusform>
            <numerusform>%n шага</numerusform>
            <numerusform>%n шагов</numerusform>
        </translation>
    </message>
    <message>
        <source>critical path</source>
        <translation>критический путь</translation>
    </message>
    <message>
        <source>Join (all)</source>
        <translation>Узел «Все»</translation>
    </message>
    <message>
        <source>New: {kind}</source>
        <translation>Новый шаг: {kind}</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Выделить</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Двигать схему</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Подключить</translation>
    </message>
    <message>
        <source>Make room: drag everything right of or below the pointer</source>
        <translation>Раздвинуть: перетащить всё правее или ниже указателя</translation>
    </message>
    <message>
        <source>Align and distribute the selected steps</source>
        <translation>Выровнять и распределить выделенные шаги</translation>
    </message>
    <message>
        <source>Arrange automatically</source>
        <translation>Разложить автоматически</translation>
    </message>
    <message>
        <source>Show the critical path</source>
        <translation>Показать критический путь</translation>
    </message>
    <message>
        <source>List of steps</source>
        <translation>Список шагов</translation>
    </message>
    <message>
        <source>Find a step</source>
        <translation>Найти шаг</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Search or run</source>
        <translation>Найти или выполнить</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open the window</source>
        <translation>Открыть окно</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Уведомления</translation>
    </message>
</context>
<context>
    <name>WarningsList</name>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>Nothing speaks against it</source>
        <translation>Препятствий нет</translation>
    </message>
    <message>
        <source>Target {day}</source>
        <translation>Цель {day}</translation>
    </message>
    <message>
        <source>Name this date to the director</source>
        <translation>Назвать директору эту дату</translation>
    </message>
    <message>
        <source>Start on {day}</source>
        <translation>Начать {day}</translation>
    </message>
    <message>
        <source>In this outlet the role goes to {name}</source>
        <translation>В этой точке роль получит {name}</translation>
    </message>
    <message>
        <source>Hand to {name}</source>
        <translation>Передать: {name}</translation>
    </message>
    <message>
        <source>As the roles say</source>
        <translation>Как задано в ролях</translation>
    </message>
    <message>
        <source>Take the choice for this outlet back</source>
        <translation>Убрать выбор для этой точки</translation>
    </message>
    <message>
        <source>Choose a person for this outlet</source>
        <translation>Выбрать человека для этой точки</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Ask the portal now</source>
        <translation>Спросить портал сейчас</translation>
    </message>
    <message>
        <source>Open the processes</source>
        <translation>Открыть процессы</translation>
    </message>
    <message>
        <source>Default dates</source>
        <translation>Даты по умолчанию</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Исправить</translation>
    </message>
    <message>
        <source>Go to the field</source>
        <translation>Перейти к полю</translation>
    </message>
</context>
<context>
    <name>WhatIfSection</name>
    <message>
        <source>Push this today</source>
        <translation>Ускорить сегодня</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Что если</translation>
    </message>
    <message>
        <source>Supposed, not written anywhere</source>
        <translation>Предположение, никуда не записано</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Сбросить</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Считаем…</translation>
    </message>
    <message>
        <source>Back from the target</source>
        <translation>Обратный план от цели</translation>
    </message>
</context>
<context>
    <name>WhenForm</name>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Count from the start</source>
        <translation>Считать от начала</translation>
    </message>
    <message>
        <source>Count from the target</source>
        <translation>Считать от цели</translation>
    </message>
    <message>
        <source>Direction of the calculation</source>
        <translation>Направление расчёта</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Начало</translation>
    </message>
    <message>
        <source>Target opening date</source>
        <translation>Целевая дата открытия</translation>
    </message>
    <message>
        <source>typed, chance {chance}</source>
        <translation>задана вручную, шанс {chance}</translation>
    </message>
    <message>
        <source>by schedule, chance {chance}</source>
        <translation>по графику, шанс {chance}</translation>
    </message>
    <message>
        <source>P80 by default, chance {chance}</source>
        <translation>по умолчанию P80, шанс {chance}</translation>
    </message>
    <message>
        <source>{name}, chance {chance}</source>
        <translation>{name}, шанс {chance}</translation>
    </message>
    <message>
        <source>too late already</source>
        <translation>уже поздно</translation>
    </message>
    <message>
        <source>the latest for P80</source>
        <translation>самое позднее для P80</translation>
    </message>
    <message>
        <source>{weekday}, working day</source>
        <translation>{weekday}, рабочий день</translation>
    </message>
    <message>
        <source>day off, from {day}</source>
        <translation>выходной, с {day}</translation>
    </message>
    <message>
        <source>The start had to be {day}; from {start} on the chance is {chance}</source>
        <translation>Начать надо было {day}; если начать {start}, шанс {chance}</translation>
    </message>
</context>
<context>
    <name>WhereForm</name>
    <message>
        <source>Address: the portal project gets this name</source>
        <translation>Адрес: так будет называться проект на портале</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Регион</translation>
    </message>
    <message>
        <source>City, street, house</source>
        <translation>Город, улица, дом</translation>
    </message>
    <message>
        <source>by the city, can be changed</source>
        <translation>по городу, можно поменять</translation>
    </message>
    <message>
        <source>a new region: people by default</source>
        <translation>новый регион: люди по умолчанию</translation>
    </message>
    <message>
        <source>No such outlet yet</source>
        <translation>Такой точки ещё нет</translation>
    </message>
    <message>
        <source>Looks like the same:</source>
        <translation>Похоже, это та же точка:</translation>
    </message>
    <message>
        <source>No such outlet yet. Similar:</source>
        <translation>Такой точки ещё нет. Похожая:</translation>
    </message>
    <message>
        <source>opened {day}</source>
        <translation>открыта {day}</translation>
    </message>
</context>
<context>
    <name>WordForm</name>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Letters on a card</source>
        <translation>Буквы на карточке</translation>
    </message>
    <message>
        <source>What this role does</source>
        <translation>Что делает эта роль</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Ответ</translation>
    </message>
    <message>
        <source>Choices, one a line</source>
        <translation>Варианты, по одному в строке</translation>
    </message>
    <message>
        <source>Must be answered</source>
        <translation>Ответ обязателен</translation>
    </message>
    <message>
        <source>Whose time it is</source>
        <translation>Чьё это время</translation>
    </message>
    <message>
        <source>How it is known</source>
        <translation>Как о ней узнают</translation>
    </message>
    <message>
        <source>code in texts and conditions: {id}</source>
        <translation>код в текстах и условиях: {id}</translation>
    </message>
    <message>
        <source>ours</source>
        <translation>наше</translation>
    </message>
    <message>
        <source>of others: supplier, authority</source>
        <translation>чужое: поставщик, ведомство</translation>
    </message>
    <message>
        <source>the holder is asked</source>
        <translation>спрашивают исполнителя</translation>
    </message>
    <message>
        <source>the program sees it</source>
        <translation>видит программа</translation>
    </message>
    <message numerus="yes">
        <source>Used by %n step(s)</source>
        <translation>
            <numerusform>Нужно %n шагу</numerusform>
            <numerusform>Нужно %n шагам</numerusform>
            <numerusform>Нужно %n шагам</numerusform>
        </translation>
    </message>
    <message>
        <source>Used by no step</source>
        <translation>Не нужно ни одному шагу</translation>
    </message>
</context>
<context>
    <name>WordsDialog</name>
    <message>
        <source>Data of the confirmation</source>
        <translation>Данные подтверждения</translation>
    </message>
    <message>
        <source>The bot and the form ask for these, in this order, once the fact is confirmed.</source>
        <translation>Бот и форма спрашивают это по порядку, когда факт подтверждён.</translation>
    </message>
    <message>
        <source>Words of the process</source>
        <translation>Слова процесса</translation>
    </message>
    <message>
        <source>Questions of the launch</source>
        <translation>Вопросы запуска</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Этапы</translation>
    </message>
    <message>
        <source>Reasons for a delay</source>
        <translation>Причины задержек</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
</context>
<context>
    <name>WordsPage</name>
    <message>
        <source>Roles</source>
        <translation>Роли</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Этапы</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Вопросы</translation>
    </message>
    <message>
        <source>Reasons for a delay</source>
        <translation>Причины задержек</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Поднять</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Опустить</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Новое</translation>
    </message>
    <message>
        <source>Change the roles</source>
        <translation>Изменить роли</translation>
    </message>
    <message>
        <source>Change the stages</source>
        <translation>Изменить этапы</translation>
    </message>
    <message>
        <source>Change the questions of the launch</source>
        <translation>Изменить вопросы запуска</translation>
    </message>
    <message>
        <source>Change the reasons for a delay</source>
        <translation>Изменить причины задержек</translation>
    </message>
    <message>
        <source>Change what is asked for</source>
        <translation>Изменить, что спрашивать</translation>
    </message>
</context>
<context>
    <name>YearView</name>
    <message>
        <source>working by the company</source>
        <translation>рабочий по решению компании</translation>
    </message>
    <message>
        <source>day off by the company</source>
        <translation>выходной по решению компании</translation>
    </message>
    <message>
        <source>working Saturday by law</source>
        <translation>рабочая суббота по закону</translation>
    </message>
    <message>
        <source>working day</source>
        <translation>рабочий день</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>выходной</translation>
    </message>
    <message>
        <source>holiday or moved day off</source>
        <translation>праздник или перенесённый выходной</translation>
    </message>
</context>
<context>
    <name>ZoomControl</name>
    <message>
        <source>Zoom out</source>
        <translation>Мельче</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Крупнее</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>Масштаб 100 %</translation>
    </message>
    <message>
        <source>Show the whole process</source>
        <translation>Показать весь процесс</translation>
    </message>
</context>
<context>
    <name>_ExceptionRow</name>
    <message>
        <source>What for</source>
        <translation>По какому поводу</translation>
    </message>
    <message>
        <source>working</source>
        <translation>рабочий</translation>
    </message>
    <message>
        <source>day off</source>
        <translation>выходной</translation>
    </message>
    <message>
        <source>Remove the exception of {day}</source>
        <translation>Убрать исключение {day}</translation>
    </message>
    <message>
        <source>moves nobody yet</source>
        <translation>пока никого не сдвигает</translation>
    </message>
    <message numerus="yes">
        <source>%n outlet(s)</source>
        <translation>
            <numerusform>%n точка</numerusform>
            <numerusform>%n точки</numerusform>
            <numerusform>%n точек</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Question</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
</TS>
