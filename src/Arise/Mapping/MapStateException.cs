namespace Arise.Mapping;

/// <summary>The state of an interrupted map is damaged or belongs to another map.</summary>
public sealed class MapStateException : IOException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">The file.</param>
    /// <param name="reason">What is wrong and what to do, one sentence.</param>
    public MapStateException(string file, string reason)
        : base($"{file}: {reason}") => File = file;

    /// <summary>The file.</summary>
    public string File { get; }
}
