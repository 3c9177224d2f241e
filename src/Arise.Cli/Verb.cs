using System.CommandLine;
using System.CommandLine.Invocation;

namespace Arise.Cli;

/// <summary>
/// A command with a one-line summary for lists of commands, and details and examples for its own help.
/// </summary>
internal sealed class Verb(string name, string summary, string details) : Command(name, summary)
{
    /// <summary>What the help of this command says beyond summary and options.</summary>
    public string Details { get; } = details;

    /// <summary>Shows the help of the verb that the command line is about.</summary>
    public sealed class Help : SynchronousCommandLineAction
    {
        // Help is shown whatever else is missing on the command line.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parsed)
        {
            HelpText.Write(parsed.CommandResult.Command, parsed.InvocationConfiguration.Output);
            return 0;
        }
    }
}
