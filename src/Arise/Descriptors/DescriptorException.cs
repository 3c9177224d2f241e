namespace Arise.Descriptors;

/// <summary>A structure or stored settings for which the descriptor is not defined.</summary>
/// <param name="message">What is wrong, in a sentence.</param>
/// <param name="innerException">The cause, if another exception told of it.</param>
public sealed class DescriptorException(string message, Exception? innerException = null)
    : AriseException(message, innerException);
