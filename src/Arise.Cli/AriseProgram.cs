using System.CommandLine;

namespace Arise.Cli;

/// <summary>The program as a command: its verbs in groups, for the help.</summary>
internal sealed class AriseProgram : Command
{
    /// <summary>Makes the command and gives it its verbs.</summary>
    /// <param name="summary">What the program is for.</param>
    /// <param name="details">What its help says below.</param>
    /// <param name="groups">The verbs in groups, each with a title.</param>
    public AriseProgram(string summary, string details, params (string Title, Command[] Verbs)[] groups)
        : base("arise", summary)
    {
        (Details, Groups) = (details, groups);
        foreach ((_, Command[] verbs) in groups)
        {
            foreach (Command verb in verbs)
                Add(verb);
        }
    }

    /// <summary>What its help says below the verbs.</summary>
    public string Details { get; }

    /// <summary>The verbs in groups.</summary>
    public IReadOnlyList<(string Title, Command[] Verbs)> Groups { get; }
}
