using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Arise.Cli;

/// <summary>
/// A command with a one-line summary for lists of commands, and details and examples for its own help.
/// </summary>
internal sealed class Verb(string name, string summary, string details) : Command(name, summary)
{
    /// <summary>What the help of this command says beyond summary and options.</summary>
    public string Details { get; } = details;

    /// <summary>The usual help, followed by the details of the verb it is about.</summary>
    public sealed class Help(HelpAction standard) : SynchronousCommandLineAction
    {
        // Help is shown whatever else is missing on the command line.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parsed)
        {
            int exitCode = standard.Invoke(parsed);
            if (parsed.CommandResult.Command is Verb verb)
                parsed.InvocationConfiguration.Output.WriteLine(verb.Details);
            return exitCode;
        }
    }
}
