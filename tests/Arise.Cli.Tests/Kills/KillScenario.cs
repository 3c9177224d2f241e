namespace Arise.Cli.Tests.Kills;

/// <summary>A command that is killed on its way and given again.</summary>
/// <param name="Name">The verb, for the name of the test.</param>
/// <param name="Arguments">The command line, without what the second run needs to say.</param>
public sealed record KillScenario(string Name, Func<KillInputs, string[]> Arguments)
{
    /// <summary>Files whose bytes tell times, or of whom an interruption keeps a part; they are only read.</summary>
    public string[] Varying { get; init; } = [];

    /// <summary>What to do in the folder before the first run.</summary>
    public Action<KillInputs, string> Prepare { get; init; } = (_, _) => { };

    /// <summary>What the same command has to say in a folder that a killed run left.</summary>
    public Func<string, string[]> GoOn { get; init; } = _ => [];

    /// <summary>What a folder must be like after a signal, beyond that files are as in a run without.</summary>
    public Action<string> Check { get; init; } = _ => { };

    /// <summary>What must be the same at the end as in an undisturbed run, beyond the bytes of files.</summary>
    public Func<string, string> Same { get; init; } = _ => "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
