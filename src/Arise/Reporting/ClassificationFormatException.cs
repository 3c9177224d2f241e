namespace Arise.Reporting;

/// <summary>A file of classifications that is damaged or is none.</summary>
/// <param name="file">Name of the file.</param>
/// <param name="line">Where, from 1; null where only the whole is wrong.</param>
/// <param name="problem">What is wrong, in a sentence.</param>
/// <param name="innerException">The cause, if another exception told of it.</param>
public sealed class ClassificationFormatException(
    string file, long? line, string problem, Exception? innerException = null)
    : AriseException(line is null ? $"{file}: {problem}" : $"{file}, line {line}: {problem}", innerException)
{
    /// <summary>Name of the file.</summary>
    public string File { get; } = file;

    /// <summary>The line, from 1, or null.</summary>
    public long? Line { get; } = line;
}
