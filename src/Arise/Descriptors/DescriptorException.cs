namespace Arise.Descriptors;

/// <summary>A structure or a setting for which the descriptor is not defined.</summary>
public sealed class DescriptorException : Exception
{
    /// <summary>Creates the error.</summary>
    public DescriptorException(string message)
        : base(message)
    {
    }
}
