namespace Arise.Microscopy.Formats;

/// <summary>A file whose image cannot be read: which file, what is wrong, what to do.</summary>
public sealed class ImageFormatException : AriseException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">File name as the user gave it.</param>
    /// <param name="problem">One sentence: what is wrong and what to do.</param>
    /// <param name="innerException">The cause, if another exception told of it.</param>
    public ImageFormatException(string file, string problem, Exception? innerException = null)
        : base($"{file}: {problem}", innerException)
    {
        (File, Problem) = (file, problem);
    }

    /// <summary>File name as the user gave it.</summary>
    public string File { get; }

    /// <summary>What is wrong, without the file.</summary>
    public string Problem { get; }
}
