namespace Arise.Cli;

/// <summary>What the program is about, for the message of an error that nobody foresaw.</summary>
internal static class WorkInHand
{
    private static volatile string? _step;
    private static volatile string? _input;

    /// <summary>The step of the work that was reported last.</summary>
    public static string? Step
    {
        get => _step;
        set => _step = value;
    }

    /// <summary>The input that was read last.</summary>
    public static string? Input
    {
        get => _input;
        set => _input = value;
    }

    /// <summary>Both as words behind the name of a command: "", " (boxes, copper.xyz)".</summary>
    public static string Describe()
    {
        string[] known = [.. new[] { Step, Input }.OfType<string>()];
        return known.Length > 0 ? $" ({string.Join(", ", known)})" : "";
    }
}
