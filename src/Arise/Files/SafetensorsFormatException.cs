namespace Arise.Files;

/// <summary>A safetensors file that is damaged or holds something else than expected.</summary>
/// <param name="file">The file that was read.</param>
/// <param name="problem">One sentence: what is wrong.</param>
/// <param name="innerException">The cause, if another exception told of it.</param>
internal sealed class SafetensorsFormatException(string file, string problem, Exception? innerException)
    : AriseException($"{file}: {problem}", innerException)
{
    /// <summary>File name as the user gave it.</summary>
    public string File { get; } = file;

    /// <summary>What is wrong, without the file.</summary>
    public string Problem { get; } = problem;
}
