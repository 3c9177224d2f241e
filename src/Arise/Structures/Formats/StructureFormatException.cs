namespace Arise.Structures.Formats;

/// <summary>
/// A structure file that cannot be read or written: which file, which line, what is wrong, what to do.
/// </summary>
public sealed class StructureFormatException : AriseException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">File name as the user gave it.</param>
    /// <param name="line">Line number from 1, or 0 when the error belongs to no line.</param>
    /// <param name="problem">One sentence: what is wrong and what to do.</param>
    /// <param name="innerException">The cause, if another exception told of it.</param>
    public StructureFormatException(string file, long line, string problem, Exception? innerException = null)
        : base(line > 0 ? $"{file}, line {line}: {problem}" : $"{file}: {problem}", innerException)
    {
        (File, Line, Problem) = (file, line, problem);
    }

    /// <summary>File name as the user gave it.</summary>
    public string File { get; }

    /// <summary>Line number from 1, or 0 when the error belongs to no line.</summary>
    public long Line { get; }

    /// <summary>What is wrong, without file and line.</summary>
    public string Problem { get; }

    /// <summary>
    /// Name of the property of <see cref="StructureReadOptions"/> that would tell what the file does not; null when no
    /// setting helps.
    /// </summary>
    public string? MissingSetting { get; init; }
}
