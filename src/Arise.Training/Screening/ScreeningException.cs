namespace Arise.Screening;

/// <summary>A screening cannot go on or be read: its database is damaged, of other settings, or none.</summary>
public sealed class ScreeningException : AriseException
{
    internal ScreeningException(string file, string problem, Exception? cause = null)
        : base($"{file}: {problem}", cause) => File = file;

    /// <summary>The database.</summary>
    public string File { get; }
}
