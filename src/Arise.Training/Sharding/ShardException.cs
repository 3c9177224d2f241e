namespace Arise.Sharding;

/// <summary>Parts of a run are missing, damaged, incomplete, or do not belong together.</summary>
/// <param name="file">The part, or its file.</param>
/// <param name="reason">What is wrong and what to do, one sentence.</param>
/// <param name="innerException">The cause, if another exception told of it.</param>
public sealed class ShardException(string file, string reason, Exception? innerException = null)
    : AriseException(file.Length > 0 ? $"{file}: {reason}" : reason, innerException)
{
    /// <summary>The part, or its file; empty when none is to blame.</summary>
    public string File { get; } = file;
}
