namespace Arise.Files;

/// <summary>A .npy or .npz file is damaged, lacks an array, or holds a kind of array that is not supported.</summary>
/// <param name="file">The file that was read.</param>
/// <param name="problem">One sentence: what is wrong and what to do.</param>
/// <param name="innerException">The cause, if another exception told of it.</param>
public sealed class NumpyFormatException(string file, string problem, Exception? innerException = null)
    : AriseException($"{file}: {problem}", innerException)
{
    /// <summary>File name as the user gave it.</summary>
    public string File { get; } = file;

    /// <summary>What is wrong, without the file.</summary>
    public string Problem { get; } = problem;
}
