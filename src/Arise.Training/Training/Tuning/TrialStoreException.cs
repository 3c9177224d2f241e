namespace Arise.Training.Tuning;

/// <summary>A database of trials cannot be used: it is damaged, or belongs to another search.</summary>
public sealed class TrialStoreException : IOException
{
    internal TrialStoreException(string file, string problem, Exception? cause = null)
        : base($"{file}: {problem}", cause)
    {
    }
}
