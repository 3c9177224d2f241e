namespace Arise.Networks;

/// <summary>Which values of a hidden layer are taken, each the mean over the passes.</summary>
public enum HiddenValues
{
    /// <summary>z = W x + b, before the rectifier: a unit that is off still says how far it is from being on.</summary>
    PreActivations,

    /// <summary>max(z, 0), what the next layer sees.</summary>
    Activations,
}
