namespace Arise.Networks.Models;

/// <summary>A model or checkpoint file that is damaged, of another kind, or of a later format version.</summary>
public sealed class ModelFormatException : AriseException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">The file that was read.</param>
    /// <param name="problem">One sentence: what is wrong and what to do.</param>
    /// <param name="innerException">The cause, if another exception told of it.</param>
    public ModelFormatException(string file, string problem, Exception? innerException = null)
        : base($"{file}: {problem}", innerException) => (File, Problem) = (file, problem);

    /// <summary>File name as the user gave it.</summary>
    public string File { get; }

    /// <summary>What is wrong, without the file.</summary>
    public string Problem { get; }
}
