using System.CommandLine;

namespace Arise.Cli;

/// <summary>
/// What <c>--help</c> prints: usage, arguments, options with their defaults as a user types them, details and examples,
/// broken between words; of the program itself its verbs in groups, and three examples.
/// </summary>
internal static class HelpText
{
    private const int WidthOfFiles = 80;
    private const int NameWidth = 22;
    private const int Indent = 2;

    /// <summary>Writes the help of a command.</summary>
    public static void Write(Command command, TextWriter output)
    {
        int width = WrappingWriter.TerminalWidth ?? WidthOfFiles;
        if (command is AriseProgram program)
        {
            WriteProgram(program, output, width);
            return;
        }

        string name = Name(command);
        string arguments = string.Concat(command.Arguments.Select(argument => $" {OptionText.Usage(argument)}"));
        string verbs = command.Subcommands.Count > 0 ? " [VERB]" : "";
        Lines($"{name}{verbs}{arguments} [options]", "", output, width);
        output.WriteLine();
        Lines(command.Description ?? "", "", output, width);
        Section("Arguments", command.Arguments.Select(argument =>
            (OptionText.Usage(argument).Trim('[', ']'), argument.Description ?? "")), output, width);
        Section("Verbs", command.Subcommands.Select(verb => (verb.Name, verb.Description ?? "")), output, width);
        Section(
            "Options",
            command.Options.Where(option => !option.Hidden && !option.Recursive).Concat(Inherited(command))
                .Select(option => (OptionText.Usage(option), Plain(OptionText.Description(option)))),
            output,
            width);
        if (command is Verb verb)
            WriteDetails(verb.Details, output, width);
    }

    /// <summary>A command as a user types it: "arise prototypes show".</summary>
    public static string Name(Command command) =>
        string.Join(' ', Above(command).Select(parent => parent.Name).Prepend(command.Name).Reverse());

    private static void WriteProgram(AriseProgram program, TextWriter output, int width)
    {
        Lines($"arise VERB [options]. {program.Description}", "", output, width);
        foreach ((string title, Command[] verbs) in program.Groups)
            Section(title, verbs.Select(verb => (verb.Name, verb.Description ?? "")), output, width);
        Section(
            "Options of every verb",
            program.Options.Select(option => (OptionText.Usage(option), Plain(OptionText.Description(option)))),
            output,
            width);
        WriteDetails(program.Details, output, width);
    }

    // Help has no backticks.
    private static string Plain(string description) => description.Replace("`", "", StringComparison.Ordinal);

    private static void Section(
        string title, IEnumerable<(string Name, string Text)> items, TextWriter output, int width)
    {
        (string Name, string Text)[] all = [.. items];
        if (all.Length == 0)
            return;
        output.WriteLine();
        output.WriteLine($"{title}:");
        string blank = new(' ', NameWidth + Indent);
        foreach ((string name, string text) in all)
        {
            string start = $"{new string(' ', Indent)}{name}";
            if (start.Length >= blank.Length)
            {
                Lines(start, "    ", output, width);
                start = blank;
            }

            string[] lines = [.. WordWrap.Lines(text, width - blank.Length)];
            output.WriteLine($"{start.PadRight(blank.Length)}{lines[0]}".TrimEnd());
            foreach (string line in lines.Skip(1))
                output.WriteLine(blank + line);
        }
    }

    // Paragraphs of text are set anew; lines that are indented stay as they are, or go on further in.
    private static void WriteDetails(string details, TextWriter output, int width)
    {
        foreach (string paragraph in details.ReplaceLineEndings("\n").Split("\n\n"))
        {
            output.WriteLine();
            var text = new List<string>();
            foreach (string line in paragraph.TrimEnd().Split('\n'))
            {
                if (!line.StartsWith(' '))
                {
                    text.Add(line);
                    continue;
                }

                Flush(text);
                Lines(line, "      ", output, width);
            }

            Flush(text);
        }

        void Flush(List<string> text)
        {
            if (text.Count > 0)
                Lines(string.Join(' ', text), "", output, width);
            text.Clear();
        }
    }

    private static void Lines(string text, string indent, TextWriter output, int width)
    {
        bool isFirst = true;
        foreach (string line in WordWrap.Lines(text, width, indent.Length))
        {
            output.WriteLine(isFirst ? line : indent + line);
            isFirst = false;
        }
    }

    private static IEnumerable<Option> Inherited(Command command) => Above(command)
        .SelectMany(parent => parent.Options).Concat(command.Options)
        .Where(option => option.Recursive && option is not VersionOption).Distinct();

    private static IEnumerable<Command> Above(Command command)
    {
        for (Command? parent = Parent(command); parent is not null; parent = Parent(parent))
            yield return parent;

        static Command? Parent(Command command) => command.Parents.OfType<Command>().FirstOrDefault();
    }
}
