namespace Arise.Files;

/// <summary>A .npy or .npz file is damaged, lacks an array, or holds a kind of array that is not supported.</summary>
public sealed class NumpyFormatException : IOException
{
    /// <summary>Creates the error.</summary>
    /// <param name="file">The file that was read.</param>
    /// <param name="reason">What is wrong and what to do, one sentence.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public NumpyFormatException(string file, string reason, Exception? innerException = null)
        : base($"{file}: {reason}", innerException) => File = file;

    /// <summary>The file that was read.</summary>
    public string File { get; }
}
