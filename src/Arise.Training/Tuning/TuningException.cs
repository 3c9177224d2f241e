namespace Arise.Tuning;

/// <summary>
/// A search cannot go on: its database of trials is damaged or belongs to another search, or every trial diverged.
/// </summary>
public sealed class TuningException : AriseException
{
    internal TuningException(string file, string problem, Exception? cause = null)
        : base($"{file}: {problem}", cause) => File = file;

    /// <summary>The database of trials.</summary>
    public string File { get; }
}
