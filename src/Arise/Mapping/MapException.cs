namespace Arise.Mapping;

/// <summary>
/// The folder of a map, or the state of an interrupted one, is missing, damaged or belongs to another map; or the map
/// does not fit into memory.
/// </summary>
/// <param name="file">The file or folder; empty when none is to blame.</param>
/// <param name="reason">What is wrong and what to do, one sentence.</param>
/// <param name="field">The field of the file, where one is known: "settings.box" of JSON, or an array.</param>
/// <param name="innerException">The cause, if another exception told of it.</param>
public sealed class MapException(
    string file, string reason, string? field = null, Exception? innerException = null)
    : AriseException(file.Length > 0 ? $"{file}: {reason}" : reason, innerException)
{
    /// <summary>The file or folder; empty when none is to blame.</summary>
    public string File { get; } = file;

    /// <summary>The field of the file, where one is known.</summary>
    public string? Field { get; } = field;
}
